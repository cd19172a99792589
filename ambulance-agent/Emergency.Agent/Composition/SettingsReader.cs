namespace Emergency.Agent.Composition;

/// <summary>The settings are wrong; the message says everything that is, line by line.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>
/// Reads the settings: a JSON file (<c>--config FILE</c>, or the environment's EMERGENCY_AGENT__CONFIG, or
/// <c>/etc/emergency-agent/agent.json</c> where it exists), over it the environment (EMERGENCY_AGENT__GPS__SOURCE), over that the command line
/// (<c>--Gps:Source gpsd://127.0.0.1:2947</c>).
/// </summary>
public static class SettingsReader
{
    /// <summary>How the program is called.</summary>
    public const string Usage =
        """
        usage: Emergency.Agent [--config FILE] [--Section:Name VALUE …]
        The file is JSON; see agent.example.json. The environment overrides it, such as EMERGENCY_AGENT__GPS__SOURCE; the command line overrides both.
        """;

    private const string EnvironmentPrefix = "EMERGENCY_AGENT__";
    private const string UsualFile = "/etc/emergency-agent/agent.json";

    /// <summary>Sections that belong to others than the agent itself.</summary>
    private static readonly string[] Others = ["Config", "Logging", "Tablet"];

    /// <summary>Adds the sources to a host's configuration.</summary>
    /// <exception cref="SettingsException">The file cannot be read.</exception>
    public static void AddSources(IConfigurationBuilder configuration, string[] args)
    {
        var early = new ConfigurationBuilder().AddEnvironmentVariables(EnvironmentPrefix).AddCommandLine(args).Build();
        var file = early["Config"] ?? (File.Exists(UsualFile) ? UsualFile : null);
        try
        {
            if (file is not null)
            {
                if (!File.Exists(file))
                    throw new SettingsException($"the configuration file '{file}' does not exist");
                configuration.AddConfiguration(new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false).Build());
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"the configuration file '{file}' cannot be read: {failure.InnerException?.Message ?? failure.Message}", failure);
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix).AddCommandLine(args);
    }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public static VehicleSettings Read(IConfiguration configuration)
    {
        var own = new ConfigurationBuilder().AddInMemoryCollection(
            configuration.AsEnumerable().Where(pair => !Others.Contains(pair.Key.Split(':')[0], StringComparer.OrdinalIgnoreCase))).Build();
        var settings = new VehicleSettings();
        try
        {
            own.Bind(settings, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException(wrong.InnerException is { } cause ? $"{wrong.Message} {cause.Message}" : wrong.Message, wrong);
        }

        var problems = settings.Problems().ToList();
        return problems.Count == 0 ? settings : throw new SettingsException(string.Join('\n', problems));
    }
}
