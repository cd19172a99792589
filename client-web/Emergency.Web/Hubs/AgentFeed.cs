using System.Threading.Channels;
using Emergency.Contracts;

namespace Emergency.Web.Hubs;

/// <summary>What one vehicle is sent: the newest orders, and nothing that they replaced while the link was slow.</summary>
internal sealed class AgentFeed(string connection, AgentHello hello, AgentOrders known, IAgentClient client)
{
    private readonly Channel<AgentOrders> _newest = Channel.CreateBounded<AgentOrders>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Lock _lock = new();
    private AgentOrders _known = known;

    public string Connection => connection;

    public AgentHello Hello => hello;

    /// <summary>The newest orders that were offered to it.</summary>
    public AgentOrders Known
    {
        get
        {
            lock (_lock)
                return _known;
        }
    }

    /// <summary>Sends the orders if they are newer than the known ones.</summary>
    public void Offer(AgentOrders orders)
    {
        lock (_lock)
        {
            if (orders.Version <= _known.Version)
                return;
            _known = orders;
            _newest.Writer.TryWrite(orders);
        }
    }

    /// <summary>Sends until the connection ends.</summary>
    public async Task Pump(CancellationToken cancellation)
    {
        await foreach (var orders in _newest.Reader.ReadAllAsync(cancellation))
            await client.Orders(orders);
    }
}
