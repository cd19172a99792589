using Emergency.Agent.Composition;
using Emergency.Agent.Tablet;

const int wrongSettings = 2;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(SettingsReader.Usage);
    return 0;
}

try
{
    var builder = WebApplication.CreateSlimBuilder();
    var settings = builder.AddVehicleSettings(args);
    builder.Services.AddVehicle(settings);
    builder.AddVehicleTablet(settings);

    var app = builder.Build();
    app.MapVehicle();
    app.MapVehicleTablet();
    await app.RunAsync();
    return 0;
}
catch (SettingsException wrong)
{
    Console.Error.WriteLine($"error: {wrong.Message}");
    return wrongSettings;
}
