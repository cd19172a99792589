namespace Emergency.Contracts;

/// <summary>The Rice code of a block that adapts itself to what it wrote or read last; one for each lead.</summary>
internal struct RiceState(int k0)
{
    public const int MaxUnary = 20;
    public const int EscapeBits = 20;
    private const int Window = 8;

    private int _sum = 1 << k0;
    private int _count = 1;

    /// <summary>How many low bits of the next value stand by themselves.</summary>
    public readonly int K
    {
        get
        {
            var k = 0;
            while (_count << k < _sum)
                k++;
            return k;
        }
    }

    public void Learn(int value)
    {
        _sum += value;
        if (++_count < Window)
            return;
        _sum >>= 1;
        _count >>= 1;
    }
}

/// <summary>Writes bits, the highest of a byte first.</summary>
internal ref struct BitWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;
    private ulong _pending;
    private int _bits;

    /// <summary>Whole bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Writes the low bits of a value, at most 32.</summary>
    public void Write(uint value, int bits)
    {
        _pending = _pending << bits | value & (uint)((1UL << bits) - 1);
        _bits += bits;
        while (_bits >= 8)
        {
            _bits -= 8;
            _target[Length++] = (byte)(_pending >> _bits);
        }
    }

    public void WriteRice(int value, ref RiceState state)
    {
        var k = state.K;
        var quotient = value >> k;
        if (quotient < RiceState.MaxUnary)
        {
            Write((uint)((1UL << quotient + 1) - 2), quotient + 1);
            Write((uint)value, k);
        }
        else
        {
            Write(uint.MaxValue, RiceState.MaxUnary);
            Write((uint)value, RiceState.EscapeBits);
        }

        state.Learn(value);
    }

    /// <summary>Fills up the last byte.</summary>
    public void Flush()
    {
        if (_bits > 0)
            Write(0, 8 - _bits);
    }
}

/// <summary>Reads bits, the highest of a byte first. Past the end it reads zeros and says that it has ended.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;

    /// <summary>Whether more was read than there was.</summary>
    public readonly bool Ended => _position > _source.Length * 8;

    /// <summary>Bits not read yet.</summary>
    public readonly int Left => _source.Length * 8 - _position;

    public int Read(int bits)
    {
        var value = 0;
        for (var i = 0; i < bits; i++)
            value = value << 1 | Bit();
        return value;
    }

    public int ReadRice(ref RiceState state)
    {
        var k = state.K;
        var quotient = 0;
        while (quotient < RiceState.MaxUnary && Bit() == 1)
            quotient++;
        var value = quotient == RiceState.MaxUnary ? Read(RiceState.EscapeBits) : quotient << k | Read(k);
        state.Learn(value);
        return value;
    }

    private int Bit()
    {
        var (at, bit) = (_position >> 3, 7 - (_position & 7));
        _position++;
        return at < _source.Length ? _source[at] >> bit & 1 : 0;
    }
}
