import { Router } from 'express';

export const postsRouter = Router();

interface Post {
  slug: string;
  title: string;
}

const posts: Post[] = [{ slug: 'hello', title: 'Hello' }];

postsRouter.get('/', (req, res) => {
  res.json(posts);
});

postsRouter.get('/:slug', (req, res) => {
  const post = posts.find((p) => p.slug === req.params.slug);
  if (!post) {
    res.status(404).json({ message: 'not found' });
    return;
  }
  res.json(post);
});
