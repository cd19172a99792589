using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Orleans.Storage;

/// <summary>Forces a folder's entries to the disk: a renamed file is only safe from a power cut once its new name is.</summary>
internal static partial class DirectoryEntry
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the folder's entries are on the disk. Windows writes them through by itself.</summary>
    /// <exception cref="Win32Exception">The system refused.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(directory, ReadOnly);
        if (handle < 0) throw new Win32Exception();
        try
        {
            if (Sync(handle) < 0) throw new Win32Exception();
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
