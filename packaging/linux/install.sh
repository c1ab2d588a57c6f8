#!/bin/sh
# Installs Read Also for one user, or with --prefix for a whole system; --uninstall takes it away again.
# What you read and wrote is in folders of its own, and is touched by neither.
set -eu
umask 022  # others are to be able to start it, too

program=readalso
here=$(cd "$(dirname "$0")" && pwd -P)
prefix=
uninstall=no

usage() {
    cat <<END
Usage: install.sh [--prefix DIR] [--uninstall]

Puts Read Also into ~/.local, with an entry in the menu, icons and the kinds of files it opens.
  --prefix DIR   into another folder, such as /usr/local for everybody on this computer
  --uninstall    take it away again; your articles, notes and settings stay
END
}

fail() {
    echo "Read Also: $*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --prefix)
            [ $# -gt 1 ] && [ -n "$2" ] || fail "--prefix needs the name of a folder."
            prefix=$2
            shift
            ;;
        --prefix=?*) prefix=${1#--prefix=} ;;
        --uninstall) uninstall=yes ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
    shift
done

if [ -n "$prefix" ]; then
    case $prefix in
        /*) ;;
        *) prefix=$PWD/$prefix ;;
    esac
    share=$prefix/share
else
    [ -n "${HOME:-}" ] || fail "HOME is not set. Say where to install with --prefix DIR."
    prefix=$HOME/.local
    share=$prefix/share
    case ${XDG_DATA_HOME:-} in
        /*) share=$XDG_DATA_HOME ;;
    esac
fi
lib=$prefix/lib
target=$lib/$program
link=$prefix/bin/$program
list=installed-files # in the program's folder: each file of it, a line each

# Takes away the files that a list names, and folders that are empty then. What somebody else put there stays.
remove_listed() { # FOLDER
    [ -f "$1/$list" ] || return 0
    while IFS= read -r name; do
        rm -f -- "$1/$name"
    done <"$1/$list"
    rm -f -- "$1/$list"
    find "$1" -depth -type d -exec rmdir -- {} \; 2>/dev/null || true
}

may_write() { # FOLDER: it, or the nearest folder above it that is there, can be written to
    folder=$1
    while [ ! -e "$folder" ] && [ "$folder" != / ]; do
        folder=$(dirname "$folder")
    done
    [ -d "$folder" ] || fail "$folder is no folder."
    [ -w "$folder" ] && [ -x "$folder" ] ||
        fail "$folder cannot be written to. Choose another folder with --prefix DIR, or run this as its owner."
}

is_ours() { # the link: never take away or replace what somebody else put there
    [ -L "$link" ] && [ "$(readlink "$link")" = "../lib/$program/$program" ]
}

take_away() {
    [ -f "$target/$list" ] || fail "there is nothing in $target that this script installed."
    may_write "$target"
    may_write "$prefix/bin"
    if is_ours; then
        XDG_DATA_HOME=$share "$link" --remove-desktop >/dev/null ||
            echo "Read Also: the entry in the menu could not be taken away; see $share." >&2
        rm -f -- "$link"
    fi
    remove_listed "$target"
    rmdir -- "$lib" "$prefix/bin" "$share" "$prefix" 2>/dev/null || true # where nothing else is in them
    if [ -d "$target" ]; then
        echo "Read Also was uninstalled. Other files in $target were left there."
    else
        echo "Read Also was uninstalled. Your articles, notes and settings are where they were."
    fi
}

put_in_place() {
    source=$here/$program
    new=$lib/.$program.new
    [ -f "$source/$program" ] && [ -f "$source/$list" ] ||
        fail "the program is not beside this script. Unpack the whole archive and run install.sh in it."
    version=$("$source/$program" --version) ||
        fail "the program does not start on this computer. It needs Linux on $(cat "$here/machine") and a C library as in Debian 12 or newer."
    for folder in "$lib" "$prefix/bin" "$share"; do
        may_write "$folder"
    done
    if [ -e "$target" ] && [ ! -f "$target/$list" ]; then
        fail "$target is there, and was not installed by this script. Move it away first."
    fi
    if { [ -e "$link" ] || [ -L "$link" ]; } && ! is_ours; then
        fail "$link is there, and was not made by this script. Move it away first."
    fi

    # Beside the old one first: if the disk is full, the old one is still whole.
    mkdir -p -- "$lib" "$prefix/bin" "$share"
    remove_listed "$new"
    [ ! -e "$new" ] || fail "$new is in the way. Move it away first."
    mkdir -- "$new"
    cp -- "$source/$list" "$new/$list"
    if ! cp -RP -- "$source/." "$new/"; then
        remove_listed "$new"
        fail "the files could not be copied to $lib. Is there room for them?"
    fi
    chmod -R u+w -- "$new" # an archive on a disc gives no right to write, and then an update could not replace them
    remove_listed "$target"
    if [ -d "$target" ]; then # somebody's own files are in it, such as those of a portable copy
        cp -RP -- "$new/." "$target/"
        remove_listed "$new"
    else
        mv -- "$new" "$target"
    fi
    is_ours || ln -s "../lib/$program/$program" "$link"

    XDG_DATA_HOME=$share "$link" --install-desktop >/dev/null ||
        fail "it is in $target, but could not be added to the menu (see above). Start it with $link"
    echo "$version was installed in $target. It is in the menu, or start it with: $link"
    case :$PATH: in
        *:"$prefix/bin":*) ;;
        *) echo "$prefix/bin is not among the folders in which commands are looked for (PATH)." ;;
    esac
    echo "To take it away again: $target/uninstall.sh"
}

if [ "$uninstall" = yes ]; then
    take_away
else
    put_in_place
fi
