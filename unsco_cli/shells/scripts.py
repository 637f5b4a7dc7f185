"""What teaches each shell to ask the program; put by the build where shells look for it."""

_BASH = """\
# Completion of unsco for bash: the program is asked what may stand there.
_unsco() {
    local IFS=$'\\n' offer
    COMPREPLY=()
    while IFS= read -r offer; do
        COMPREPLY+=("$offer")
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" _UNSCO_COMPLETE=complete_bash \\
        "$1" 2>/dev/null </dev/null)
}

complete -o default -F _unsco unsco
"""

_ZSH = """\
#compdef unsco
# Completion of unsco for zsh: the program is asked what may stand there.
local answer
answer=$(_TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" _UNSCO_COMPLETE=complete_zsh \\
    "${(Q)words[1]}" 2>/dev/null </dev/null)
eval "$answer"
"""

_FISH = """\
# Completion of unsco for fish: the program is asked what may stand there.
function __unsco_complete
    set -l line (commandline --current-process --cut-at-cursor | string collect)
    set -l offers (env _UNSCO_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \\
        _TYPER_COMPLETE_ARGS="$line" unsco 2>/dev/null </dev/null)
    if test $status -ne 0
        __fish_complete_path (commandline --current-token)
    else
        string join \\n -- $offers
    end
end

complete --command unsco --no-files --keep-order --arguments '(__unsco_complete)'
"""

_POWERSHELL = """\
# Completion of unsco for PowerShell: the program is asked what may stand there.
Register-ArgumentCompleter -Native -CommandName unsco -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:_UNSCO_COMPLETE = 'complete_powershell'
    $env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
    $env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
    try {
        $null | unsco 2>$null | ForEach-Object {
            $value, $told = $_ -split ':::', 2
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $told)
        }
    } finally {
        Remove-Item -ErrorAction Ignore Env:_UNSCO_COMPLETE, Env:_TYPER_COMPLETE_ARGS, `
            Env:_TYPER_COMPLETE_WORD_TO_COMPLETE
    }
}
"""

# By the path below ``share`` under which it is found; PowerShell looks nowhere by itself.
SCRIPTS = {
    "bash-completion/completions/unsco": _BASH,
    "zsh/site-functions/_unsco": _ZSH,
    "fish/vendor_completions.d/unsco.fish": _FISH,
    "unsco/completion.ps1": _POWERSHELL,
}
