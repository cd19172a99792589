using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Emergency.Agent.Inputs;
using Emergency.TestKit;

namespace Emergency.Agent.Tests.Inputs;

/// <summary>The monitor's server over a real socket.</summary>
public sealed class MonitorInputTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly ConcurrentQueue<VitalsReading> _kept = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly LogRecorder _log = new();
    private readonly MonitorInput _input;
    private readonly Task _running;
    private Func<Task> _keeping = () => Task.CompletedTask;

    public MonitorInputTests()
    {
        _input = new MonitorInput(
            new MonitorOptions { Port = 0, LargestMessage = 2048, MaxConnections = 2 }, Keep, new ManualTimeProvider(Now), TimeProvider.System,
            _log.For<MonitorInput>());
        _running = _input.Run(_stopping.Token);
    }

    [Fact]
    public async Task Serve_GoodMessage_IsAcknowledgedOnlyOnceItIsKept()
    {
        var disk = new TaskCompletionSource();
        _keeping = () => disk.Task;
        using var monitor = await Connect();

        await monitor.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", "72", "/min"), id: "M7")));
        await Eventually.Holds(() => _kept.Count == 1);
        monitor.Available.ShouldBe(0);
        disk.SetResult();

        var answer = await monitor.Answer();
        answer.ShouldContain("MSA|AA|M7\r");
        answer.ShouldContain("|ACK^R01^ACK|");
        _input.Health.State.ShouldBe(InputState.Good);
    }

    [Fact]
    public async Task Serve_WrongMessages_AreAnsweredWithWhatIsWrong()
    {
        using var monitor = await Connect();

        await monitor.Send(Oru.Frame(Oru.Message(Oru.Obx("59408-5", "130", "%"), id: "E1")));
        (await monitor.Answer()).ShouldSatisfyAllConditions(
            answer => answer.ShouldContain("MSA|AE|E1\r"),
            answer => answer.ShouldContain("ERR||OBX^1^5|102^^HL70357|E||||spO2 cannot be 130 %\r"));
        await monitor.Send(Oru.Frame(Oru.Message("", id: "E2", type: "ADT^A01")));
        (await monitor.Answer()).ShouldContain("MSA|AR|E2\r");
        await monitor.Send(Oru.Frame("not a message"));
        (await monitor.Answer()).ShouldContain("MSA|AR|\r");
        await monitor.Send(Oru.Frame(Oru.Message(new string('x', 3000))));
        (await monitor.Answer()).ShouldContain("a message may hold 2048 bytes");
        await monitor.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", "7\0", "/min"), id: "E3")));
        (await monitor.Answer()).ShouldContain("MSA|AE|E3\r");

        _kept.ShouldBeEmpty();
        _input.Health.Counts.ShouldContainKeyAndValue("in-error", 2);
        _input.Health.Counts.ShouldContainKeyAndValue("rejected", 3);
    }

    [Fact]
    public async Task Serve_CannotBeKept_IsNotAcknowledged()
    {
        _keeping = () => throw new OutboxBrokenException("the disk is full");
        using var monitor = await Connect();

        await monitor.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", "72", "/min"), id: "M8")));

        (await monitor.Answer()).ShouldSatisfyAllConditions(
            answer => answer.ShouldContain("MSA|AE|M8\r"),
            answer => answer.ShouldContain("207^^HL70357"));
    }

    [Fact]
    public async Task Serve_OneMonitorTooMany_IsTurnedAwayAndTheOthersGoOn()
    {
        using var first = await Connect();
        await first.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", "72", "/min"))));
        await first.Answer();
        using var second = await Connect();
        await second.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", "73", "/min"))));
        await second.Answer();

        using var third = await Connect();
        (await third.Answer()).ShouldBe("");

        await first.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", "74", "/min"))));
        (await first.Answer()).ShouldContain("MSA|AA");
    }

    [Fact]
    public async Task Serve_RandomBytes_LeaveItServing()
    {
        var random = new Random(31);
        for (var round = 0; round < 20; round++)
        {
            using var monitor = await Connect();
            var bytes = new byte[random.Next(1, 5000)];
            random.NextBytes(bytes);
            await monitor.Send(bytes);
        }

        using var good = await Connect();
        await Eventually.HoldsAsync(async () =>
        {
            using var monitor = await Connect();
            await monitor.Send(Oru.Frame(Oru.Message(Oru.Obx("8867-4", "72", "/min"))));
            return (await monitor.Answer()).Contains("MSA|AA", StringComparison.Ordinal);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _log.Errors.ShouldBeEmpty();
        _log.Dispose();
    }

    private async ValueTask Keep(VitalsReading reading)
    {
        _kept.Enqueue(reading);
        try
        {
            await _keeping();
        }
        catch (OutboxBrokenException)
        {
            _kept.Clear();
            throw;
        }
    }

    private async Task<FakeMonitor> Connect() => await FakeMonitor.Connect((IPEndPoint)await _input.Bound);
}

/// <summary>A monitor's side of the connection.</summary>
internal sealed class FakeMonitor : IDisposable
{
    private readonly TcpClient _client = new();

    public int Available => _client.Available;

    public static async Task<FakeMonitor> Connect(IPEndPoint where)
    {
        var monitor = new FakeMonitor();
        await monitor._client.ConnectAsync(where);
        return monitor;
    }

    public async Task Send(byte[] bytes) => await _client.GetStream().WriteAsync(bytes);

    /// <summary>The next answer without its frame; empty when the connection was closed.</summary>
    public async Task<string> Answer()
    {
        var stream = _client.GetStream();
        List<byte> bytes = [];
        var one = new byte[1];
        try
        {
            while (await stream.ReadAsync(one) == 1)
            {
                if (one[0] == 0x1C)
                    return Encoding.UTF8.GetString([.. bytes]).TrimStart('\r', '\v');
                bytes.Add(one[0]);
            }
        }
        catch (IOException)
        {
            return "";
        }

        return "";
    }

    public void Dispose() => _client.Dispose();
}
