using System.Runtime.CompilerServices;
using System.Text;

namespace Emergency.Agent.Inputs;

/// <summary>Reads lines of bytes that end with LF, CR or both. A line that is too long is dropped whole; memory is bounded.</summary>
/// <param name="stream">The source; the caller disposes it.</param>
/// <param name="longest">The most bytes of a line.</param>
/// <param name="silence">How long nothing may come before the source counts as dead.</param>
/// <param name="clock">By which that is timed.</param>
internal sealed class BoundedLines(Stream stream, int longest, TimeSpan silence, TimeProvider clock)
{
    private readonly byte[] _line = new byte[longest];
    private int _length;
    private bool _tooLong;

    /// <summary>Lines that were dropped because they were too long.</summary>
    public long Dropped { get; private set; }

    /// <summary>The lines, without their ends, read as Latin-1 so that no byte is lost; empty ones are passed over.</summary>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public async IAsyncEnumerable<string> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[1024];
        while (true)
        {
            var count = await ReadSome(buffer, cancellation);
            if (count == 0)
                yield break;
            for (var i = 0; i < count; i++)
            {
                if (Take(buffer[i]) is { } line)
                    yield return line;
            }
        }
    }

    private async Task<int> ReadSome(byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellation).AsTask().WaitAsync(silence, clock, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"nothing came for {silence.TotalSeconds:0} s");
        }
    }

    private string? Take(byte value)
    {
        if (value is not ((byte)'\n' or (byte)'\r'))
        {
            if (_length == longest)
                _tooLong = true;
            else
                _line[_length++] = value;
            return null;
        }

        var line = _length > 0 && !_tooLong ? Encoding.Latin1.GetString(_line, 0, _length) : null;
        if (_tooLong)
            Dropped++;
        (_length, _tooLong) = (0, false);
        return line;
    }
}
