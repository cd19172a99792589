using SQLitePCL;

namespace Emergency.Journal.Storage;

/// <summary>One prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, value), "binding a number");
        return this;
    }

    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        database.Check(raw.sqlite3_bind_text(handle, parameter, utf8), "binding a text");
        return this;
    }

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        database.Check(raw.sqlite3_bind_blob(handle, parameter, bytes), "binding bytes");
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none; the statement is then ready to be bound anew.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        var reset = raw.sqlite3_reset(handle);
        database.Check(code == raw.SQLITE_DONE ? reset : code, "a statement");
        return false;
    }

    /// <summary>Runs a statement that answers nothing.</summary>
    public void Run()
    {
        while (Step())
        {
            // A pragma answers with its value; nobody asked.
        }
    }

    /// <summary>Leaves the rows that remain and makes the statement ready to be bound anew.</summary>
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? string.Empty;

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>The bytes themselves, valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose()
    {
        _ = raw.sqlite3_finalize(handle);
        handle.Dispose();
    }
}
