/** What tells a browser apart from others on the wire. */
export interface Profile {
  readonly userAgent: string;
  /** sec-ch-ua and its two companions, sent to potentially trustworthy URLs only. */
  readonly clientHints: { readonly brands: string; readonly mobile: string; readonly platform: string };
  readonly acceptLanguage: string;
}

/** Chromium 156 on Linux, as captured. */
export const chromiumProfile: Profile = {
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  clientHints: { brands: '"Not:A-Brand";v="8", "Chromium";v="156"', mobile: '?0', platform: '"Linux"' },
  acceptLanguage: 'en-US,en;q=0.9',
};
