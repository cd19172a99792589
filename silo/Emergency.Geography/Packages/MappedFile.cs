using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Emergency.Geography;

/// <summary>
/// A file mapped into memory for reading: its pages come from the disk when they are touched, are shared by all processes that map it, and can be
/// let go by the system. It stays mapped for as long as anything lent from it is in use; on this platform a file that is replaced by
/// renaming stays whole for those who have it mapped.
/// </summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _length;

    private MappedFile(string path, int length)
    {
        _length = length;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">It is empty, or 2 GiB and more.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MappedFile Open(string path) => new FileInfo(path).Length switch
    {
        0 => throw new InvalidDataException("is empty"),
        > int.MaxValue => throw new InvalidDataException("is larger than 2 GiB"),
        var length => new MappedFile(path, (int)length),
    };

    /// <summary>Whole numbers that lie in the file, where they lie.</summary>
    public ReadOnlyMemory<int> Numbers(Range range)
    {
        var (start, length) = range.GetOffsetAndLength(_length);
        return new NumbersIn(this, start, length / sizeof(int)).Memory;
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
        // The view does not move.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }

    /// <summary>Holds the file for as long as the numbers are in use.</summary>
    private sealed class NumbersIn(MappedFile file, int start, int count) : MemoryManager<int>
    {
        public override Span<int> GetSpan() => new(file._start + start, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new(file._start + start + (elementIndex * sizeof(int)));

        public override void Unpin()
        {
            // The view does not move.
        }

        protected override void Dispose(bool disposing)
        {
            // The file is the owner's.
        }
    }
}
