using Emergency.Silo;
using Emergency.Silo.Commands;
using Microsoft.Extensions.Hosting;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return args switch
{
    ["county", .. var rest] => await CountyCommands.Run(rest, Console.Out, Console.Error, stop.Token),
    ["verify-journal", .. var rest] => await VerifyJournalCommand.Run(rest, Console.Out, Console.Error, stop.Token),
    _ => await Serve(),
};

async Task<int> Serve()
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.AddEmergencySilo();
    await builder.Build().RunAsync(stop.Token);
    return 0;
}
