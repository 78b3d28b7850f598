using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SocketLab.Core.Journal;

/// <summary>The one place that says which record of figures each type of event carries.</summary>
public static class EventDataTypes
{
    /// <summary>The record of figures that a type of event carries; null where it carries none.</summary>
    public static Type? TypeOf(EventType type) => Find(type)?.Type;

    /// <summary>The figures' shape for a type of event; null where it carries none.</summary>
    internal static JsonTypeInfo? Find(EventType type) =>
        type switch
        {
            EventType.Started => EventDataJson.Default.StartedData,
            EventType.ConnectionOpened => EventDataJson.Default.ConnectionOpenedData,
            EventType.ConnectionRejected => EventDataJson.Default.ConnectionRejectedData,
            EventType.PeerHalfClosed => EventDataJson.Default.PeerHalfClosedData,
            EventType.UrgentData => EventDataJson.Default.UrgentMarkData,
            EventType.ConnectionClosed or EventType.ConnectionReset or EventType.ConnectionTimedOut => EventDataJson
                .Default
                .ConnectionEndedData,
            EventType.ConnectFailed or EventType.Reconnecting => EventDataJson.Default.RetryData,
            EventType.HalfClosed => EventDataJson.Default.HalfClosedData,
            EventType.ServerRestarted => EventDataJson.Default.ServerRestartedData,
            EventType.TlsEstablished => EventDataJson.Default.TlsEstablishedData,
            EventType.TlsUnverified => EventDataJson.Default.TlsUnverifiedData,
            EventType.SendTimedOut or EventType.SendCancelled => EventDataJson.Default.PartlySentData,
            EventType.SendFailed or EventType.PortUnreachable => EventDataJson.Default.UnreachableData,
            EventType.Dropped or EventType.ReplySkipped or EventType.CaptureNote => EventDataJson.Default.CountData,
            EventType.DatagramsRefused => EventDataJson.Default.DatagramsRefusedData,
            EventType.MulticastJoined or EventType.MulticastLeft or EventType.MulticastLost or EventType.MulticastRenewed => EventDataJson
                .Default
                .MulticastData,
            EventType.ReplyPaused => EventDataJson.Default.ReplyPausedData,
            EventType.ReplyResumed => EventDataJson.Default.ReplyResumedData,
            EventType.RecordingStopped => EventDataJson.Default.RecordingStoppedData,
            EventType.JobStarted => EventDataJson.Default.JobStartedData,
            EventType.JobEnded => EventDataJson.Default.JobEndedData,
            _ => null,
        };
}

/// <summary>Writes figures as the record that they are; the abstract base alone has no properties.</summary>
internal sealed class EventDataConverter : JsonConverter<EventData>
{
    /// <inheritdoc/>
    public override EventData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The figures of an event can be read only where its type is known.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EventData value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StartedData))]
[JsonSerializable(typeof(ConnectionOpenedData))]
[JsonSerializable(typeof(ConnectionRejectedData))]
[JsonSerializable(typeof(PeerHalfClosedData))]
[JsonSerializable(typeof(HalfClosedData))]
[JsonSerializable(typeof(ServerRestartedData))]
[JsonSerializable(typeof(UrgentMarkData))]
[JsonSerializable(typeof(ConnectionEndedData))]
[JsonSerializable(typeof(RetryData))]
[JsonSerializable(typeof(TlsEstablishedData))]
[JsonSerializable(typeof(TlsUnverifiedData))]
[JsonSerializable(typeof(PartlySentData))]
[JsonSerializable(typeof(CountData))]
[JsonSerializable(typeof(UnreachableData))]
[JsonSerializable(typeof(DatagramsRefusedData))]
[JsonSerializable(typeof(MulticastData))]
[JsonSerializable(typeof(ReplyPausedData))]
[JsonSerializable(typeof(ReplyResumedData))]
[JsonSerializable(typeof(RecordingStoppedData))]
[JsonSerializable(typeof(JobStartedData))]
[JsonSerializable(typeof(JobEndedData))]
internal sealed partial class EventDataJson : JsonSerializerContext;
