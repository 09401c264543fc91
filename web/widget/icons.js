/** Strokes in a 24 × 24 box. */
export const CLOSE = "M6 6l12 12M18 6 6 18";
export const MINIMISE = "M6 9.5l6 6 6-6";
export const MORE = "M5 12h.01M12 12h.01M19 12h.01";
export const SEND = "M12 19V5M5.5 11.5 12 5l6.5 6.5";
export const EAR = "M7 10a5 5 0 0 1 10 0c0 3.4-3.2 4-3.2 7a2.6 2.6 0 0 1-4.8 1.4M9.8 10.2a2.2 2.2 0 0 1 4.3.6c0 1.5-1.5 1.7-1.5 3";
export const SHARE = "M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5v9h14v-9h-1";
export const PERSON = "M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM5 20c.7-3.6 3.4-5.5 7-5.5s6.3 1.9 7 5.5";
