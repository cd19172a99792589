using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Emergency.Benchmarks;

/// <summary>The floor: one 4 KiB write and one <c>fdatasync</c>, on one thread.</summary>
/// <param name="directory">The file system to measure.</param>
/// <param name="overwrite">True overwrites a file that was written out before, so that a sync has no metadata to commit: the lowest floor.
/// False appends to a growing file.</param>
internal sealed class BareSyncContender(string directory, bool overwrite) : IContender
{
    private const int FrameBytes = 4096;
    private const int FileBytes = 16 << 20;

    private readonly SafeFileHandle _file = Create(directory, overwrite);
    private readonly byte[] _frame = new byte[FrameBytes];
    private long _offset;

    /// <summary>The name of the lowest floor, the yardstick for one writer.</summary>
    public const string Overwriting = "fdatasync, overwriting 4 KiB";

    /// <summary>The name of the floor for a growing file.</summary>
    public const string Appending = "fdatasync, appending 4 KiB";

    public string Name => overwrite ? Overwriting : Appending;

    public Task<List<long>> RunUntil(long until, CancellationToken cancellationToken)
    {
        var ticks = new List<long>();
        var start = Stopwatch.GetTimestamp();
        while (start < until && !cancellationToken.IsCancellationRequested)
        {
            _frame.AsSpan().Fill((byte)ticks.Count);
            RandomAccess.Write(_file, _frame, _offset);
            if (NativeSync.Fdatasync(_file) != 0) throw new IOException($"fdatasync failed: {Marshal.GetLastPInvokeError()}");
            _offset += FrameBytes;
            if (overwrite && _offset >= FileBytes) _offset = 0;
            var end = Stopwatch.GetTimestamp();
            ticks.Add(end - start);
            start = end;
        }

        return Task.FromResult(ticks);
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SafeFileHandle Create(string directory, bool overwrite)
    {
        var path = Path.Combine(directory, overwrite ? "overwrite.bin" : "append.bin");
        var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        if (!overwrite) return file;
        RandomAccess.Write(file, new byte[FileBytes], 0);
        RandomAccess.FlushToDisk(file);
        return file;
    }
}

/// <summary>The system call that the floor is measured with.</summary>
internal static partial class NativeSync
{
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Fdatasync(SafeFileHandle file);
}
