#!/usr/bin/env bash
# Runs the checks of the action over the files: findings beside the lines of a pull request, and as SARIF.
#
# FILES, CHECKS, ARGUMENTS and FAIL are the inputs of the action. The folder of the SARIF files goes to GITHUB_OUTPUT. The
# exit status is 1 after an error in a text, unless FAIL is other than true; 2 when a file could not be read.
set -uo pipefail
shopt -s globstar nullglob

# The words of an input are patterns and arguments: split here on purpose, and never evaluated.
read -r -d '' -a patterns <<< "$FILES"
read -r -d '' -a arguments <<< "${ARGUMENTS:-}"
files=()
for pattern in "${patterns[@]}"; do
  for file in $pattern; do
    [ -f "$file" ] && files+=("$file")
  done
done
if [ "${#files[@]}" -eq 0 ]; then
  echo "::error title=fmref::no file matches ${FILES//$'\n'/ }; set the input files"
  exit 2
fi

sarif=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/fmref.XXXXXX")
echo "sarif=$sarif" >> "${GITHUB_OUTPUT:-/dev/stdout}"
worst=0
for check in $CHECKS; do
  case $check in
    lint) command=(fmref lint "${arguments[@]}") ;;
    check) command=(fmref check) ;;
    *) echo "::error title=fmref::there is no check ${check}; use lint, check or both"; exit 2 ;;
  esac
  "${command[@]}" --format github -- "${files[@]}"
  status=$?
  [ "$status" -gt "$worst" ] && worst=$status
  "${command[@]}" --format sarif -- "${files[@]}" > "$sarif/$check.sarif"
done
[ "$worst" -eq 1 ] && [ "${FAIL:-true}" != true ] && exit 0
exit "$worst"
