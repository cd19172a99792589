namespace Emergency.Journal.Tests;

public sealed class StreamNameTests
{
    [Theory]
    [InlineData("case/C-20261122-0007")]
    [InlineData("unit/A03")]
    [InlineData("a")]
    public void Constructor_Word_IsKept(string value) => new StreamName(value).Value.ShouldBe(value);

    [Theory]
    [InlineData("")]
    [InlineData("case 1")]
    [InlineData("病例/1")]
    [InlineData("case/1\0")]
    public void Constructor_NoWord_IsRefused(string value) => Should.Throw<ArgumentException>(() => new StreamName(value));

    [Fact]
    public void Constructor_TooLong_IsRefused()
    {
        new StreamName(new string('x', StreamName.MaxLength)).Value.Length.ShouldBe(StreamName.MaxLength);
        Should.Throw<ArgumentException>(() => new StreamName(new string('x', StreamName.MaxLength + 1)));
    }

    [Fact]
    public void CompareTo_Names_OrdersAsBytes() =>
        new[] { "b", "B", "a/2", "a/10", "a" }.Select(n => new StreamName(n)).Order().Select(n => n.Value)
            .ShouldBe(["B", "a", "a/10", "a/2", "b"]);
}
