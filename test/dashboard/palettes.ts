/**
 * The palettes of widespread terminals and themes: their 16 colours, foreground and background, each as
 * the source has it.
 */

export interface Palette {
  readonly name: string;
  readonly source: string;
  readonly foreground: string;
  readonly background: string;
  /** The colours 0 to 15. */
  readonly colors: readonly string[];
}

/** A file of mbadolato/iTerm2-Color-Schemes. */
const iterm = (file: string) => `mbadolato/iTerm2-Color-Schemes, ghostty/${file}`;
const ghostty = 'ghostty-org/ghostty, src/terminal/color.zig and src/config/Config.zig';
const gnome = 'GNOME Terminal, src/terminal-profile-editor.cc';
const windowsTerminal = 'microsoft/terminal, TerminalSettingsModel/defaults.json';
const xterm = 'xterm, XTerm-col.ad';

const palette = (
  name: string,
  source: string,
  [foreground, background]: readonly [string, string],
  colors: string,
): Palette => ({ name, source, foreground, background, colors: colors.split(' ') });

export const palettes: readonly Palette[] = [
  palette(
    'Adwaita',
    iterm('Adwaita'),
    ['000000', 'ffffff'],
    '241f31 c01c28 2ec27e e8b504 1e78e4 9841bb 0ab9dc c0bfbc ' +
      '5e5c64 ed333b 4ad67c d2be36 51a1ff c061cb 4fd2fd f6f5f4',
  ),
  palette(
    'Adwaita Dark',
    iterm('Adwaita Dark'),
    ['ffffff', '1e1e1e'],
    '241f31 c01c28 2ec27e f5c211 1e78e4 9841bb 0ab9dc c0bfbc ' +
      '5e5c64 ed333b 57e389 f8e45c 51a1ff c061cb 4fd2fd f6f5f4',
  ),
  palette(
    'Catppuccin Latte',
    iterm('Catppuccin Latte'),
    ['4c4f69', 'eff1f5'],
    'bcc0cc d20f39 40a02b df8e1d 1e66f5 ea76cb 179299 5c5f77 ' +
      'acb0be e7103f 46b02f e49931 3878f6 ef95d7 19a1a8 6c6f85',
  ),
  palette(
    'Catppuccin Mocha',
    iterm('Catppuccin Mocha'),
    ['cdd6f4', '181825'],
    '45475a f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 a6adc8 ' +
      '585b70 f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 bac2de',
  ),
  palette(
    'CGA',
    windowsTerminal,
    ['aaaaaa', '000000'],
    '000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa ' +
      '555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff',
  ),
  palette(
    'Dracula',
    iterm('Dracula'),
    ['e6e6e6', '1e1f29'],
    '000000 ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd bbbbbb ' +
      '555555 ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd ffffff',
  ),
  palette(
    'Everforest Light',
    iterm('Everforest Light Med'),
    ['5c6a72', 'efebd4'],
    '7a8478 e67e80 9ab373 c1a266 7fbbb3 d699b6 83c092 b2af9f ' +
      'a6b0a0 f85552 8da101 dfa000 3a94c5 df69ba 35a77c fffbef',
  ),
  palette(
    'Ghostty',
    ghostty,
    ['ffffff', '282c34'],
    '1d1f21 cc6666 b5bd68 f0c674 81a2be b294bb 8abeb7 c5c8c6 ' +
      '666666 d54e53 b9ca4a e7c547 7aa6da c397d8 70c0b1 eaeaea',
  ),
  palette(
    'GitHub Dark',
    iterm('GitHub Dark Default'),
    ['e6edf3', '0d1117'],
    '484f58 ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4 ' +
      '6e7681 ffa198 56d364 e3b341 79c0ff d2a8ff 56d4dd ffffff',
  ),
  palette(
    'GitHub Light',
    iterm('GitHub Light Default'),
    ['1f2328', 'ffffff'],
    '24292f cf222e 116329 4d2d00 0969da 8250df 1b7c83 6e7781 ' +
      '57606a a40e26 1a7f37 633c01 218bff a475f9 3192aa 8c959f',
  ),
  palette(
    'GNOME Terminal, dark',
    gnome,
    ['d0cfcc', '171421'],
    '171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc ' +
      '5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff',
  ),
  palette(
    'GNOME Terminal, light',
    gnome,
    ['171421', 'ffffff'],
    '171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc ' +
      '5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff',
  ),
  palette(
    'Gruvbox Dark',
    iterm('Gruvbox Dark'),
    ['ebdbb2', '282828'],
    '282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 ' +
      '928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2',
  ),
  palette(
    'Gruvbox Light',
    iterm('Gruvbox Light'),
    ['3c3836', 'fbf1c7'],
    'fbf1c7 cc241d 98971a d79921 458588 b16286 689d6a 7c6f64 ' +
      '928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836',
  ),
  palette(
    'iTerm2 Default',
    iterm('iTerm2 Default'),
    ['ffffff', '000000'],
    '000000 c91b00 00c200 c7c400 2225c4 ca30c7 00c5c7 ffffff ' +
      '686868 ff6e67 5ffa68 fffc67 6871ff ff77ff 60fdff ffffff',
  ),
  palette(
    'macOS Terminal, Basic',
    iterm('Terminal Basic'),
    ['000000', 'ffffff'],
    '000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf ' +
      '666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5',
  ),
  palette(
    'macOS Terminal, Basic dark',
    iterm('Terminal Basic Dark'),
    ['ffffff', '1d1e1d'],
    '000000 c65339 6ac44b b8b74a 6444ed d357db 69c1cf d1d1d1 ' +
      '909090 eb5a3a 77ea51 efef53 d09af9 eb5af7 78f1f2 ededed',
  ),
  palette(
    'Monokai',
    iterm('Monokai Classic'),
    ['fdfff1', '272822'],
    '272822 f92672 a6e22e e6db74 fd971f ae81ff 66d9ef fdfff1 ' +
      '6e7066 f92672 a6e22e e6db74 fd971f ae81ff 66d9ef fdfff1',
  ),
  palette(
    'Nord',
    iterm('Nord'),
    ['d8dee9', '2e3440'],
    '3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 e5e9f0 ' +
      '4c566a bf616a a3be8c ebcb8b 81a1c1 b48ead 8fbcbb eceff4',
  ),
  palette(
    'Nord Light',
    iterm('Nord Light'),
    ['414858', 'e5e9f0'],
    '3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 d8dee9 ' +
      '4c566a bf616a a3be8c ebcb8b 81a1c1 b48ead 8fbcbb eceff4',
  ),
  palette(
    'One Dark',
    iterm('Atom One Dark'),
    ['abb2bf', '21252b'],
    '21252b e06c75 98c379 e5c07b 61afef c678dd 56b6c2 abb2bf ' +
      '767676 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 abb2bf',
  ),
  palette(
    'One Half Dark',
    windowsTerminal,
    ['dcdfe4', '282c34'],
    '282c34 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 dcdfe4 ' +
      '5a6374 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 dcdfe4',
  ),
  palette(
    'One Half Light',
    windowsTerminal,
    ['383a42', 'fafafa'],
    '383a42 e45649 50a14f c18301 0184bc a626a4 0997b3 fafafa ' +
      '4f525d df6c75 98c379 e4c07a 61afef c577dd 56b5c1 ffffff',
  ),
  palette(
    'One Light',
    iterm('Atom One Light'),
    ['2a2c33', 'f9f9f9'],
    '000000 de3e35 3f953a d2b67c 2f5af3 950095 3f953a bbbbbb ' +
      '000000 de3e35 3f953a d2b67c 2f5af3 a00095 3f953a ffffff',
  ),
  palette(
    'Rose Pine',
    iterm('Rose Pine'),
    ['e0def4', '191724'],
    '26233a eb6f92 31748f f6c177 9ccfd8 c4a7e7 ebbcba e0def4 ' +
      '6e6a86 eb6f92 31748f f6c177 9ccfd8 c4a7e7 ebbcba e0def4',
  ),
  palette(
    'Rose Pine Dawn',
    iterm('Rose Pine Dawn'),
    ['575279', 'faf4ed'],
    'f2e9e1 b4637a 286983 ea9d34 56949f 907aa9 d7827e 575279 ' +
      '9893a5 b4637a 286983 ea9d34 56949f 907aa9 d7827e 575279',
  ),
  palette(
    'Solarized Dark',
    iterm('Builtin Solarized Dark'),
    ['839496', '002b36'],
    '073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 ' +
      '002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3',
  ),
  palette(
    'Solarized Light',
    iterm('Builtin Solarized Light'),
    ['657b83', 'fdf6e3'],
    '073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 ' +
      '002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3',
  ),
  palette(
    'Tango Dark',
    windowsTerminal,
    ['d3d7cf', '000000'],
    '000000 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf ' +
      '555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec',
  ),
  palette(
    'Tango Light',
    windowsTerminal,
    ['555753', 'ffffff'],
    '000000 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf ' +
      '555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec',
  ),
  palette(
    'Tokyo Night',
    iterm('TokyoNight'),
    ['c0caf5', '1a1b26'],
    '15161e f7768e 9ece6a e0af68 7aa2f7 bb9af7 7dcfff a9b1d6 ' +
      '414868 f7768e 9ece6a e0af68 7aa2f7 bb9af7 7dcfff c0caf5',
  ),
  palette(
    'Tomorrow',
    iterm('Tomorrow'),
    ['4d4d4c', 'ffffff'],
    '000000 c82829 718c00 eab700 4271ae 8959a8 3e999f ffffff ' +
      '000000 c82829 718c00 eab700 4271ae 8959a8 3e999f ffffff',
  ),
  palette(
    'Tomorrow Night',
    iterm('Tomorrow Night'),
    ['c5c8c6', '1d1f21'],
    '000000 cc6666 b5bd68 f0c674 81a2be b294bb 8abeb7 ffffff ' +
      '4c4c4c cc6666 b5bd68 f0c674 81a2be b294bb 8abeb7 ffffff',
  ),
  palette(
    'Ubuntu',
    iterm('Ubuntu'),
    ['eeeeec', '300a24'],
    '2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf ' +
      '555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec',
  ),
  palette(
    'Vintage',
    windowsTerminal,
    ['c0c0c0', '000000'],
    '000000 800000 008000 808000 000080 800080 008080 c0c0c0 ' +
      '808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff',
  ),
  palette(
    'VS Code, Dark+',
    windowsTerminal,
    ['cccccc', '1e1e1e'],
    '000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 ' +
      '666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5',
  ),
  palette(
    'Windows Terminal, Campbell',
    windowsTerminal,
    ['cccccc', '0c0c0c'],
    '0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc ' +
      '767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2',
  ),
  palette(
    'Windows Terminal, Campbell PowerShell',
    windowsTerminal,
    ['cccccc', '012456'],
    '0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc ' +
      '767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2',
  ),
  palette(
    'Windows Terminal, Solarized Dark',
    windowsTerminal,
    ['839496', '002b36'],
    '002b36 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 ' +
      '073642 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3',
  ),
  palette(
    'xterm',
    xterm,
    ['e5e5e5', '000000'],
    '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 ' +
      '7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
  ),
  palette(
    'xterm, black on white',
    xterm,
    ['000000', 'ffffff'],
    '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 ' +
      '7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
  ),
];
