using Emergency.Journal.Tests;
using Xunit.Runner.InProc.SystemConsole;

return args is [DoomedWriter.Command, var directory, var seed]
    ? await DoomedWriter.Run(directory, int.Parse(seed))
    : await ConsoleRunner.Run(args);
