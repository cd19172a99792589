namespace Emergency.Journal.Storage;

/// <summary>A store's folder and the lock that keeps a second writer out of it.</summary>
internal static class StoreFiles
{
    /// <summary>Takes the lock, opens the database and builds the store; lets go of both when that fails.</summary>
    /// <exception cref="JournalUnavailableException">The file cannot be written, or another process holds it.</exception>
    /// <exception cref="JournalCorruptException">The file is no such store, or damaged.</exception>
    public static TStore OpenLocked<TStore>(string path, Func<IDisposable, Database, TStore> build)
    {
        var held = Lock(path);
        Database? database = null;
        try
        {
            database = Database.OpenWriter(path);
            return build(held, database);
        }
        catch (Exception failure)
        {
            database?.Dispose();
            held.Dispose();
            if (failure is SqliteStoreException store) throw store.ToJournalException();
            if (failure is IOException)
                throw new JournalUnavailableException($"{path} cannot be opened: {failure.Message}", innerException: failure);
            throw;
        }
    }

    /// <summary>Locks <paramref name="databasePath"/> for one writing process, making its folder when missing.</summary>
    /// <returns>What holds the lock until disposed; the system drops it when the process dies.</returns>
    /// <exception cref="JournalUnavailableException">Another process holds it, or the folder cannot be written.</exception>
    private static FileStream Lock(string databasePath)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(databasePath)!);
            return new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException(
                $"{databasePath} cannot be opened for writing; does another process hold it? {refused.Message}", innerException: refused);
        }
    }
}
