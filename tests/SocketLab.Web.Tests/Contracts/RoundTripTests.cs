using System.Text.Json;
using MessagePack;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Tests.Contracts;

/// <summary>Whatever the contract says can be read by whoever wrote it, and by the other side.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<Type, bool> Records()
    {
        var all = new TheoryData<Type, bool>();
        foreach (var type in Samples.Types)
        {
            all.Add(type, true);
            all.Add(type, false);
        }

        return all;
    }

    public static TheoryData<EventType> Events() => [.. Enum.GetValues<EventType>()];

    [Theory]
    [MemberData(nameof(Records))]
    public void Json_comes_back_as_it_was(Type type, bool full)
    {
        var json = JsonSerializer.Serialize(Samples.Of(type, full), type, ContractJson.Options);
        Assert.Equal(
            json,
            JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, ContractJson.Options), type, ContractJson.Options)
        );
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void MessagePack_comes_back_as_it_was(Type type, bool full)
    {
        var value = Samples.Of(type, full);
        var packed = MessagePackSerializer.Serialize(type, value, ContractMessagePack.Options, TestContext.Current.CancellationToken);
        var back = MessagePackSerializer.Deserialize(type, packed, ContractMessagePack.Options, TestContext.Current.CancellationToken);
        Assert.Equal(
            packed,
            MessagePackSerializer.Serialize(type, back, ContractMessagePack.Options, TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            JsonSerializer.Serialize(value, type, ContractJson.Options),
            JsonSerializer.Serialize(back, type, ContractJson.Options)
        );
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_comes_back_with_its_figures(EventType type)
    {
        var what = Samples.Event(type, full: true);
        var json = JsonSerializer.Serialize(what, ContractJson.Options);
        Assert.Equal(what, JsonSerializer.Deserialize<JournalEvent>(json, ContractJson.Options));
        var packed = MessagePackSerializer.Serialize(what, ContractMessagePack.Options, TestContext.Current.CancellationToken);
        Assert.Equal(
            what,
            MessagePackSerializer.Deserialize<JournalEvent>(packed, ContractMessagePack.Options, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void The_bytes_of_a_send_travel_as_bytes()
    {
        var request = new SendRequest
        {
            Payload = new PayloadText { Data = "" },
            PayloadBytes = new byte[] { 0, 255, 10 },
        };
        var packed = MessagePackSerializer.Serialize(request, ContractMessagePack.Options, TestContext.Current.CancellationToken);
        var back = MessagePackSerializer.Deserialize<SendRequest>(
            packed,
            ContractMessagePack.Options,
            TestContext.Current.CancellationToken
        );
        Assert.Equal([0, 255, 10], back.PayloadBytes!.Value.ToArray());
    }

    [Fact]
    public void An_answer_of_a_newer_server_is_read_all_the_same()
    {
        const string json = """{ "address": "127.0.0.1", "port": 9, "scope": "loopback" }""";
        Assert.Equal(new AddressDto("127.0.0.1", 9), JsonSerializer.Deserialize<AddressDto>(json, ContractJson.AnswerOptions));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AddressDto>(json, ContractJson.Options));
    }
}
