#!/bin/sh
# Takes away the Read Also that this script lies in; your articles, notes and settings stay.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
prefix=$(dirname "$(dirname "$here")")
if [ "$prefix" = "$(cd "${HOME:-/}/.local" 2>/dev/null && pwd -P)" ]; then
    exec /bin/sh "$here/install.sh" --uninstall
fi
exec /bin/sh "$here/install.sh" --uninstall --prefix "$prefix"
