import { COMPLETION_REQUEST, type Shell } from './commands.js';

/**
 * A script that makes a shell ask this program for completions of its arguments, and complete file
 * names when the reply is empty.
 */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}

/** Requests completions; SHELL decides the form of descriptions. */
const ask = (shell: Shell) => `SHELL=${shell} sinfit-tui ${COMPLETION_REQUEST}`;

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion for bash: sinfit-tui completion bash >> ~/.bashrc
_sinfit_tui()
{
  local IFS=$' \\t\\n' current="\${COMP_WORDS[COMP_CWORD]}"
  # --format= is two words for bash, and what comes next replaces neither.
  [[ $current == = ]] && current=
  COMPREPLY=($(compgen -W "$(${ask('bash')} "\${COMP_WORDS[@]:0:COMP_CWORD+1}")" -- "$current"))
}
complete -o bashdefault -o default -F _sinfit_tui sinfit-tui
`,
  zsh: `#compdef sinfit-tui
# Completion for zsh: sinfit-tui completion zsh >> ~/.zshrc
_sinfit_tui()
{
  local -a answers
  answers=(\${(f)"$(${ask('zsh')} "\${(@)words[1,CURRENT]}")"})
  [[ $PREFIX == --*=* ]] && compset -P '*='
  if (( $#answers )); then
    _describe sinfit-tui answers
  else
    _files
  fi
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then
  _sinfit_tui "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i -D }
  compdef _sinfit_tui sinfit-tui
fi
`,
  fish: `# Completion for fish: sinfit-tui completion fish > ~/.config/fish/completions/sinfit-tui.fish
function __sinfit_tui
    set -l current (commandline -ct)
    set -l answers (env ${ask('fish')} (commandline -opc) "$current")
    # A completion takes the place of the whole word.
    set -l begin (string match -r -- '^--[^=]+=' "$current")
    if not set -q answers[1]
        set answers (__fish_complete_path (string replace -r -- '^--[^=]+=' '' "$current"))
    end
    for answer in $answers
        echo -- "$begin$answer"
    end
end
complete -c sinfit-tui -f -a '(__sinfit_tui)'
`,
};
