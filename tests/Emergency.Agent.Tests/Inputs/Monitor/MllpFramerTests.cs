using System.Text;
using Emergency.Agent.Inputs;

namespace Emergency.Agent.Tests.Inputs;

public sealed class MllpFramerTests
{
    [Fact]
    public void Take_MessageByteByByte_IsWhole()
    {
        var framer = new MllpFramer(1000);

        var frames = Oru.Frame("hello").SelectMany(value => framer.Take([value])).ToList();

        Text(frames.ShouldHaveSingleItem()).ShouldBe("hello");
        framer.IsWithin.ShouldBeFalse();
    }

    [Fact]
    public void Take_SeveralInOneRead_AreEach()
    {
        var frames = new MllpFramer(1000).Take([.. Oru.Frame("one"), .. Oru.Frame("two"), 0x0B, (byte)'t']);

        frames.Select(Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Take_EndIsMissing_SaysSoAndGoesOnWithTheNext()
    {
        var frames = new MllpFramer(1000).Take([0x0B, (byte)'a', .. Oru.Frame("two")]);

        frames.Select(frame => frame.Problem).ShouldBe(["no-end", null]);
        frames.Select(Text).ShouldBe(["a", "two"]);
    }

    [Fact]
    public void Take_CarriageReturnIsMissing_IsForgiven() =>
        new MllpFramer(1000).Take([0x0B, (byte)'a', 0x1C, .. Oru.Frame("two")]).Select(Text).ShouldBe(["a", "two"]);

    [Fact]
    public void Take_TooLarge_IsPassedOverWithoutKeepingIt()
    {
        var framer = new MllpFramer(10);

        framer.Take(Oru.Frame(new string('x', 11))).ShouldHaveSingleItem().ShouldBe(new MllpFrame(null, "too-large"));
        framer.Take(Oru.Frame("next")).Select(Text).ShouldBe(["next"]);
    }

    [Fact]
    public void Take_NoiseBetween_IsToldOnce()
    {
        var frames = new MllpFramer(10).Take([1, 2, 3, 0x1C, .. Oru.Frame("a")]);

        frames.Select(frame => frame.Problem).ShouldBe(["noise", null]);
    }

    [Fact]
    public void Take_RandomBytes_NeverFails()
    {
        var random = new Random(9);
        var framer = new MllpFramer(64);
        var bytes = new byte[200_000];
        random.NextBytes(bytes);
        foreach (var piece in bytes.Chunk(777))
            framer.Take(piece).ShouldAllBe(frame => frame.Message == null || frame.Message.Length <= 64);
    }

    private static string? Text(MllpFrame frame) => frame.Message is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
