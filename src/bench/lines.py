"""lines.py FOLDER MOST: counts the lines of Java code below FOLDER, by package; exits with 1 if there are more than MOST."""
import re
import sys
from collections import Counter
from pathlib import Path

# What may hold `//`, `/*` or a quote without opening one comes first: a text block, a string, a character.
TOKEN = re.compile(
    r'(?P<literal>"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')|(?P<comment>//[^\n]*|/\*.*?\*/)', re.DOTALL)
HEADER = re.compile(r'\s*(?:package|import)\s')


def without_comments(text):
    """The same lines without their comments, and with an x for each visible character of a literal."""
    return TOKEN.sub(
        lambda found: re.sub(r'\S', 'x', found['literal']) if found['literal'] else '\n' * found['comment'].count('\n'), text)


def code_lines(text):
    """How many lines hold code: not blank without their comments, and neither a package statement nor an import."""
    return sum(1 for line in without_comments(text).split('\n') if line.strip() and not HEADER.match(line))


def main(folder, most):
    lines, files = Counter(), Counter()
    for file in sorted(Path(folder).rglob('*.java')):
        package = '.'.join(file.relative_to(folder).parent.parts)
        lines[package] += code_lines(file.read_text(encoding='utf-8'))
        files[package] += 1
    width = max(map(len, lines), default=0)
    for package in sorted(lines):
        print(f'{package:{width}} {files[package]:6,} files {lines[package]:8,} lines')
    total = sum(lines.values())
    print(f'{"total":{width}} {sum(files.values()):6,} files {total:8,} lines')
    if not files:
        print(f'FAIL: no Java file in {folder}')
        return 1
    print(f'{"ok" if total <= most else "FAIL"}: {total:,} lines of code, at most {most:,}')
    return 0 if total <= most else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
