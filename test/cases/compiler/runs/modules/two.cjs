exports.cjs = 2;
