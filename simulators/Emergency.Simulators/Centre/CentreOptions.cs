namespace Emergency.Simulators;

/// <summary>How the simulators speak with the centre.</summary>
public sealed record CentreOptions
{
    /// <summary>The centre's address.</summary>
    public required Uri Address { get; init; }

    /// <summary>The user under which callers and dispatchers are signed in.</summary>
    public string User { get; init; } = "dispatcher1";

    /// <summary>That user's password.</summary>
    public string Password { get; init; } = "demo";

    /// <summary>How long an answer may take; 1 s to 5 minutes, by default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is sent before it is given up; 1 to 20, by default 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Between two attempts, and while the centre is starting; 0.1 s to 1 minute, by default 1 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the centre may take to start; by default 10 minutes.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The password is nobody's business.</summary>
    public override string ToString() => $"{User} at {Address}";

    /// <summary>Says what is out of range, or nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Address.IsAbsoluteUri || (Address.Scheme != Uri.UriSchemeHttp && Address.Scheme != Uri.UriSchemeHttps))
            yield return $"the address is '{Address}': expected http:// or https://";
        if (User.Length == 0)
            yield return "the user is empty";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(5))
            yield return $"Timeout is {Timeout}: expected 1 s to 5 minutes";
        if (Attempts is < 1 or > 20)
            yield return $"Attempts is {Attempts}: expected 1 to 20";
        if (Pause < TimeSpan.FromSeconds(0.1) || Pause > TimeSpan.FromMinutes(1))
            yield return $"Pause is {Pause}: expected 0.1 s to 1 minute";
        if (StartTimeout < TimeSpan.Zero || StartTimeout > TimeSpan.FromHours(1))
            yield return $"StartTimeout is {StartTimeout}: expected 0 to 1 hour";
    }
}
