using Emergency.Agent.Composition;
using Emergency.TestKit;
using Microsoft.Extensions.Configuration;

namespace Emergency.Agent.Tests.Composition;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void Read_FileAndCommandLine_TheLatterWins()
    {
        var settings = Read(
            """
            {
              "Ambulance": "A03", "DeviceKey": "k", "Server": "https://centre.example", "DataFolder": "DATA",
              "Uplinks": [ { "Name": "5G", "LocalAddress": "10.0.0.2" }, { "Name": "satellite", "Proxy": "http://10.0.1.1:3128" } ],
              "Gps": { "Source": "serial:///dev/ttyUSB0?baud=9600", "StaleAfter": "00:00:20" },
              "Link": { "FixBatchSize": 50, "Backoff": { "Longest": "00:00:30" }, "EcgRate": { "StepDownLag": "00:00:04" } },
              "Outbox": { "MaxEcgBlocks": 1000 }, "Geofence": { "SceneMetres": 60 },
              "Logging": { "LogLevel": { "Default": "Information" } }, "Tablet": { "Pin": "1234" }
            }
            """,
            "--Gps:Source", "none", "--Monitor:Port=0");

        settings.Agent.ShouldSatisfyAllConditions(
            agent => agent.AmbulanceId.Value.ShouldBe("A03"),
            agent => agent.DeviceKey.ShouldBe("k"),
            agent => agent.FixBatchSize.ShouldBe(50),
            agent => agent.Backoff.Longest.ShouldBe(TimeSpan.FromSeconds(30)),
            agent => agent.EcgRate.StepDownLag.ShouldBe(TimeSpan.FromSeconds(4)));
        settings.Gps.Source.ShouldBe("none");
        settings.Gps.StaleAfter.ShouldBe(TimeSpan.FromSeconds(20));
        settings.Monitor.Port.ShouldBe(0);
        settings.Uplinks.Select(route => route.Name).ShouldBe(["5G", "satellite"]);
        settings.OutboxFile.File.ShouldBe(Path.Combine(_folder.Path, "outbox.db"));
        settings.OutboxFile.MaxEcgBlocks.ShouldBe(1000);
        settings.ToString().ShouldNotContain("k ");
    }

    [Fact]
    public void Read_KeyInAFile_IsTrimmed()
    {
        File.WriteAllText(_folder.File("key"), "secret\n");

        Read(Good, "--DeviceKey", "", "--DeviceKeyFile", _folder.File("key")).Agent.DeviceKey.ShouldBe("secret");
    }

    [Theory]
    [InlineData("--Ambulance", "A 3", "expected the vehicle's identifier")]
    [InlineData("--Server", "ftp://x", "expected http:// or https://")]
    [InlineData("--DataFolder", "/nowhere/at/all", "there is no such folder")]
    [InlineData("--DeviceKey", "", "cannot sign in")]
    [InlineData("--Gps:Source", "gps", "Gps.Source is 'gps'")]
    [InlineData("--Gps:Sauce", "x", "Sauce")]
    [InlineData("--Gps:StaleAfter", "soon", "StaleAfter")]
    [InlineData("--Monitor:Address", "here", "Monitor.Address is 'here'")]
    [InlineData("--Ecg:Listen", "x", "Ecg.Listen is 'x'")]
    [InlineData("--Link:FixBatchSize", "0", "Link.FixBatchSize is 0")]
    [InlineData("--Outbox:MaxFixes", "1", "Outbox.MaxFixes is 1")]
    [InlineData("--Geofence:LeaveFactor", "1", "Geofence.LeaveFactor is 1")]
    [InlineData("--Uplinks:0:Name", "", "an uplink is named ''")]
    [InlineData("--Switch:ProbesToReturn", "0", "Switch.ProbesToReturn is 0")]
    public void Read_ValueIsWrong_SaysWhichAndWhatIsExpected(string name, string value, string sentence) =>
        Should.Throw<SettingsException>(() => Read(Good, name, value)).Message.ShouldContain(sentence);

    [Fact]
    public void Read_SeveralAreWrong_NamesAll()
    {
        var message = Should.Throw<SettingsException>(() => Read("{}")).Message;

        message.Split('\n').Length.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Theory]
    [InlineData("{ broken")]
    [InlineData(null)]
    public void AddSources_FileCannotBeRead_SaysSo(string? text)
    {
        if (text is not null)
            File.WriteAllText(_folder.File("agent.json"), text);

        Should.Throw<SettingsException>(() => SettingsReader.AddSources(new ConfigurationBuilder(), ["--config", _folder.File("agent.json")]))
            .Message.ShouldContain("agent.json");
    }

    private const string Good = """{ "Ambulance": "A03", "DeviceKey": "k", "Server": "https://centre.example", "DataFolder": "DATA" }""";

    public void Dispose() => _folder.Dispose();

    private VehicleSettings Read(string json, params string[] arguments)
    {
        File.WriteAllText(_folder.File("agent.json"), json.Replace("DATA", _folder.Path));
        var configuration = new ConfigurationBuilder();
        SettingsReader.AddSources(configuration, ["--config", _folder.File("agent.json"), .. arguments]);
        return SettingsReader.Read(configuration.Build());
    }
}
