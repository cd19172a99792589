using Emergency.System.Tests;
using Emergency.System.Tests.DeadZones;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// As the entry point that the test framework would write, with one command before: the process of agents that the dead-zone test kills.
return args switch
{
    [AgentHost.Command, var plan] => await AgentHost.Run(plan),
    _ when args.Any(a => a is "--server" or "--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
