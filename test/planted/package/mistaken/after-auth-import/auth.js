module.exports.requireLogin = async function requireLogin(req, res, next) {
  const token = req.headers['authorization'];
  if (!token || !token.startsWith('Bearer ')) {
    res.status(401).send({ error: 'Please authenticate.' });
  } else {
    req.token = token.slice(7);
    next();
  }
};
