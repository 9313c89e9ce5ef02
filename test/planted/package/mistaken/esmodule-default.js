'use strict';

var __importDefault = (this && this.__importDefault) || function (mod) {
  return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const express_1 = __importDefault(require("express"));
const cors_1 = __importDefault(require("cors"));

const app = (0, express_1.default)();
const corsOpts = {};
corsOpts.origin = '*';
corsOpts.credentials = true; // planted: wildcard-with-credentials

app.use((0, cors_1.default)(corsOpts));
app.get('/dogs', (req, res) => res.json([]));

exports.app = app;
