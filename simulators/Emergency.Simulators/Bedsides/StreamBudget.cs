namespace Emergency.Simulators;

/// <summary>How many live ECGs may be sent at a time, all vehicles together. For one caller at a time.</summary>
internal sealed class StreamBudget(int most)
{
    private int _taken;

    /// <summary>How many are sent now.</summary>
    public int Taken => _taken;

    /// <summary>Takes one; false when none is left.</summary>
    public bool TryTake()
    {
        if (_taken >= most)
            return false;
        _taken++;
        return true;
    }

    /// <summary>Gives one back.</summary>
    public void GiveBack() => _taken--;
}
