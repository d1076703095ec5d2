import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Shades are chosen so that 6 and darker pass AA (4.5:1) as text on white, and white passes on them. */
const teal: MantineColorsTuple = [
  '#e8f5f3',
  '#cfe9e5',
  '#a3d6cf',
  '#70beb4',
  '#3fa397',
  '#1f897d',
  '#0d7368',
  '#0a6058',
  '#084f49',
  '#063c38',
];
const ink: MantineColorsTuple = [
  '#f5f7f7',
  '#ecf0f0',
  '#dde4e4',
  '#c5d0d1',
  '#94a6a9',
  '#6a7f83',
  '#51666b',
  '#3b4f54',
  '#25383d',
  '#12262b',
];
const red: MantineColorsTuple = [
  '#fdeeec',
  '#f9d9d5',
  '#f0b0a9',
  '#e38279',
  '#d5574c',
  '#c43a2f',
  '#b02a20',
  '#94211a',
  '#781a14',
  '#5a130f',
];

/** 14 px is the smallest text anywhere; every Mantine size that would be smaller is lifted to it. */
export const theme = createTheme({
  colors: { teal, ink, red, gray: ink, dark: ink },
  primaryColor: 'teal',
  primaryShade: 7,
  black: '#12262b',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  fontSizes: { xs: '14px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
});
