import {
  allowHeadersParse,
  allowMethodsParse,
  allowOriginCheck,
  methodCheck,
  statusCheck,
} from '../cors/preflightCheck.ts';
import { standard, type UserAgent } from '../cors/userAgent.ts';
import { headersWithWildcard } from './shared.ts';

export const webkit: UserAgent = {
  ...standard,
  preflightChecks: [
    statusCheck,
    allowOriginCheck,
    allowMethodsParse,
    allowHeadersParse,
    methodCheck,
    headersWithWildcard,
  ],
};
