using Emergency.Journal.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// As the entry point that the test framework would write, with one command before: the process that the crash tests kill.
return args switch
{
    [DoomedWriter.Command, var directory, var seed] => await DoomedWriter.Run(directory, int.Parse(seed)),
    _ when args.Any(a => a is "--server" or "--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
