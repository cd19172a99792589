using System.Diagnostics;
using System.Net.Sockets;
using Emergency.TestKit;
using Emergency.TestKit.Faults;

namespace Emergency.Simulators.Tests.Faults;

public sealed class FaultProxyTests : IAsyncDisposable
{
    private const int Greeting = 4;

    private readonly EchoServer _server = new();
    private readonly FaultProxy _proxy;
    private readonly List<Socket> _clients = [];

    public FaultProxyTests() => _proxy = FaultProxy.Start(_server.Endpoint, seed: 7);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Pass_NoFaults_EveryByteComesBackInOrder()
    {
        var client = await Connect();
        var sent = Bytes(1_000_000);

        var sending = client.SendAsync(sent);
        var received = await Receive(client, sent.Length);
        await sending;

        received.ShouldBe(sent);
        await Eventually.Holds(() => _proxy.Counts == new ProxyCounts(1, 0, 0, 0, sent.Length + Greeting, sent.Length + Greeting, 0, 0));
    }

    [Fact]
    public async Task Cut_OpenConnection_BothSidesAreReset()
    {
        var client = await Connect();

        _proxy.CutAll();

        (await Should.ThrowAsync<SocketException>(() => Receive(client, 1))).SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
        await Eventually.Holds(() => _server.Resets == 1);
        await Eventually.Holds(() => _proxy.Connections.Count == 0);
        _proxy.Counts.Cut.ShouldBe(1);
    }

    [Fact]
    public async Task Close_OpenConnection_BothSidesSeeTheEnd()
    {
        var client = await Connect();

        _proxy.CloseAll();

        (await client.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken)).ShouldBe(0);
        await Eventually.Holds(() => _server.Goodbyes == 1);
        _proxy.Counts.Closed.ShouldBe(1);
    }

    [Fact]
    public async Task SwallowUp_Lifted_ThatConnectionStaysSilentAndANewOneWorks()
    {
        var client = await Connect();
        _proxy.Faults = new LinkFaults { SwallowUp = true };
        await client.SendAsync(Bytes(100));
        await Eventually.Holds(() => _proxy.Counts.Swallowed == 100);

        _proxy.Faults = LinkFaults.None;
        await client.SendAsync(Bytes(50));
        await Eventually.Holds(() => _proxy.Counts.Swallowed == 150);
        client.Close();
        var other = await Connect();
        await Echo(other, 10);

        _server.Received.ShouldBe(Greeting + Greeting + 10);
        _server.Goodbyes.ShouldBe(0, "a half-open link carries no goodbye either");
    }

    [Fact]
    public async Task SwallowDown_RequestsArriveAndAnswersDoNot()
    {
        var client = await Connect();
        _proxy.Faults = new LinkFaults { SwallowDown = true };

        await client.SendAsync(Bytes(100));

        await Eventually.Holds(() => _server.Received == Greeting + 100 && _proxy.Counts.Swallowed == 100);
        client.Available.ShouldBe(0);
    }

    [Fact]
    public async Task Hold_Released_NothingIsLost()
    {
        var client = await Connect();
        _proxy.Faults = new LinkFaults { Hold = true };
        var sent = Bytes(300_000);
        var sending = client.SendAsync(sent);
        client.Available.ShouldBe(0);
        _server.Received.ShouldBe(Greeting);

        _proxy.Faults = LinkFaults.None;

        (await Receive(client, sent.Length)).ShouldBe(sent);
        await sending;
    }

    [Fact]
    public async Task Delay_BothWays_AnswerTakesTwiceAsLong()
    {
        var client = await Connect();
        _proxy.Faults = new LinkFaults { Delay = TimeSpan.FromMilliseconds(80) };
        var watch = Stopwatch.StartNew();

        await Echo(client, 10);

        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(155);
    }

    [Fact]
    public async Task Throttle_TenthOfASecondsBytes_TakesATenthOfASecond()
    {
        var client = await Connect();
        _proxy.Faults = new LinkFaults { BytesPerSecond = 200_000 };
        var watch = Stopwatch.StartNew();

        await Echo(client, 40_000);

        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(180);
    }

    [Fact]
    public async Task Corrupt_SameSeed_TurnsTheSameBits()
    {
        var one = await Corrupted(seed: 11);
        var same = await Corrupted(seed: 11);
        var other = await Corrupted(seed: 12);

        same.ShouldBe(one);
        other.ShouldNotBe(one);
        var turned = one.Zip(Bytes(20_000), (got, sent) => int.PopCount(got ^ sent)).Where(bits => bits > 0).ToList();
        turned.Count.ShouldBeInRange(100, 300);
        turned.ShouldAllBe(bits => bits <= 2, "one on the way there, one on the way back");
    }

    [Fact]
    public async Task Refuse_Lifted_NextConnectionWorks()
    {
        _proxy.RefuseConnections = true;
        await Should.ThrowAsync<SocketException>(Connect);
        _proxy.Counts.Refused.ShouldBe(1);

        _proxy.RefuseConnections = false;

        await Echo(await Connect(), 10);
    }

    [Fact]
    public async Task Faults_OfOneConnection_LeaveTheOthersAlone()
    {
        var one = await Connect();
        var other = await Connect();

        _proxy.Connections[0].Faults = new LinkFaults { SwallowDown = true };
        await one.SendAsync(Bytes(10));
        await Echo(other, 10);

        await Eventually.Holds(() => _proxy.Counts.Swallowed == 10);
        _proxy.Connections[1].Cut();
        await Should.ThrowAsync<SocketException>(() => Receive(other, 1));
        await Eventually.Holds(() => _proxy.Connections is [{ Number: 1 }]);
    }

    [Fact]
    public async Task Connect_ServerIsGone_ClientIsReset()
    {
        await using var gone = FaultProxy.Start(await ClosedPort(), seed: 1);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);

        await Should.ThrowAsync<SocketException>(async () =>
        {
            await client.ConnectAsync(gone.Endpoint, TestContext.Current.CancellationToken);
            await Receive(client, 1);
        });

        gone.Counts.Refused.ShouldBe(1);
    }

    [Fact]
    public void Faults_OutOfRange_Throw() =>
        Should.Throw<ArgumentException>(() => _proxy.Faults = new LinkFaults { CorruptShare = 1.5 });

    private static async Task<global::System.Net.IPEndPoint> ClosedPort()
    {
        await using var closed = new EchoServer();
        return closed.Endpoint;
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static async Task<byte[]> Receive(Socket client, int count)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            var more = await client.ReceiveAsync(bytes.AsMemory(got), TestContext.Current.CancellationToken);
            more.ShouldBeGreaterThan(0, "the connection ended too early");
            got += more;
        }

        return bytes;
    }

    private static async Task Echo(Socket client, int count)
    {
        await client.SendAsync(Bytes(count));
        (await Receive(client, count)).ShouldBe(Bytes(count));
    }

    private static async Task<byte[]> Corrupted(int seed)
    {
        await using var server = new EchoServer();
        await using var proxy = FaultProxy.Start(server.Endpoint, seed);
        proxy.Faults = new LinkFaults { CorruptShare = 0.005 };
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(proxy.Endpoint, TestContext.Current.CancellationToken);
        await client.SendAsync(Bytes(20_000), TestContext.Current.CancellationToken);
        return await Receive(client, 20_000);
    }

    /// <summary>A client that has exchanged a greeting with the server.</summary>
    private async Task<Socket> Connect()
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _clients.Add(client);
        await client.ConnectAsync(_proxy.Endpoint);
        await Echo(client, Greeting);
        return client;
    }
}
