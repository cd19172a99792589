namespace Emergency.Agent.Inputs;

/// <summary>What a framer found.</summary>
/// <param name="Message">A message without its frame; null when there is only a problem.</param>
/// <param name="Problem">A word for what was wrong with the frame; null when nothing was.</param>
internal sealed record MllpFrame(byte[]? Message, string? Problem);

/// <summary>
/// Cuts a stream of bytes into HL7 messages by the minimal lower layer protocol: VT, the message, FS, CR. Takes them in pieces of any
/// size. Memory is bounded: a message that is too large is passed over to its end.
/// </summary>
/// <param name="largest">The most bytes of a message.</param>
internal sealed class MllpFramer(int largest)
{
    private const byte Begin = 0x0B;
    private const byte End = 0x1C;

    private readonly List<byte> _message = [];
    private bool _within;
    private bool _tooLarge;
    private bool _noise;

    /// <summary>Whether a message has begun and not ended.</summary>
    public bool IsWithin => _within;

    /// <summary>Takes some bytes.</summary>
    /// <returns>The messages that end in them, and what was wrong.</returns>
    public IReadOnlyList<MllpFrame> Take(ReadOnlySpan<byte> bytes)
    {
        List<MllpFrame> found = [];
        foreach (var value in bytes)
        {
            if (value == Begin)
                Start(found);
            else if (value == End && _within)
                Finish(found);
            else if (_within)
                Keep(value);
            else
                Pass(value, found);
        }

        return found;
    }

    private void Start(List<MllpFrame> found)
    {
        // The end of the one before was lost: what came of it is handed on as what it is, half a message.
        if (_within)
            found.Add(new MllpFrame(_tooLarge ? null : [.. _message], "no-end"));
        _message.Clear();
        (_within, _tooLarge, _noise) = (true, false, false);
    }

    private void Finish(List<MllpFrame> found)
    {
        found.Add(_tooLarge ? new MllpFrame(null, "too-large") : new MllpFrame([.. _message], null));
        _message.Clear();
        (_within, _tooLarge) = (false, false);
    }

    private void Keep(byte value)
    {
        if (_message.Count < largest)
            _message.Add(value);
        else
            _tooLarge = true;
    }

    /// <summary>Between messages there is nothing but the CR after an FS.</summary>
    private void Pass(byte value, List<MllpFrame> found)
    {
        if (_noise || value is (byte)'\r' or (byte)'\n')
            return;
        _noise = true;
        found.Add(new MllpFrame(null, "noise"));
    }
}
