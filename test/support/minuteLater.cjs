// Loaded before a program (`node --require`): its clock is a minute ahead, as if it had been started later.
const now = Date.now;
Date.now = () => now() + 61_000;
