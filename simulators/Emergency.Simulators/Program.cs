using Emergency.Geography;
using Emergency.Simulators;
using Microsoft.Extensions.Logging;

const int failed = 1;
const int wrongUsage = 2;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(SimulatorArguments.Usage);
    return 0;
}

using var loggers = LoggerFactory.Create(logging => logging
    .SetMinimumLevel(LogLevel.Information)
    .AddFilter("Emergency.Agent", LogLevel.Warning)
    .AddSimpleConsole(console => console.SingleLine = true));
try
{
    var simulation = new Simulation(SimulatorArguments.Parse(args), TimeProvider.System, loggers, Console.Out);
    using var shutdown = new Shutdown();
    await shutdown.Run(simulation.Run);
    return 0;
}
catch (ArgumentsException wrong)
{
    Console.Error.WriteLine($"error: {wrong.Message}\n{SimulatorArguments.Usage}");
    return wrongUsage;
}
catch (Exception fault) when (fault is CentreException or CountyDataException or IOException or InvalidDataException)
{
    Console.Error.WriteLine($"error: {fault.Message}");
    return failed;
}
