using MessagePack;
using SocketLab.Contracts.Serialization;

namespace SocketLab.Web.Tests.Contracts;

public sealed class MessagePackTranscoderTests
{
    /// <summary>Each stands last in its map, so that what surrounds it is closed right behind the end of reading.</summary>
    public static TheoryData<string, object> TooMuch { get; } =
        new()
        {
            { "filter", new string('x', MessagePackTranscoder.MostJsonBytes + 1) },
            { "from", Enumerable.Repeat("a", 600_000).ToArray() },
            { "from", Enumerable.Repeat(double.NaN, 200).ToArray() },
        };

    [Theory]
    [MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public void What_is_too_much_is_an_error_and_reading_goes_on_behind_it(string property, object value)
    {
        var bytes = MessagePackSerializer.Serialize(
            new object[]
            {
                new Dictionary<string, object> { [property] = value },
                7,
            },
            cancellationToken: TestContext.Current.CancellationToken
        );
        var reader = new MessagePackReader(bytes);
        Assert.Equal(2, reader.ReadArrayHeader());
        using var transcoder = new MessagePackTranscoder(isRequest: true);
        transcoder.Read(ref reader);
        Assert.NotEmpty(transcoder.Errors);
        Assert.Equal(7, reader.ReadInt32());
    }
}
