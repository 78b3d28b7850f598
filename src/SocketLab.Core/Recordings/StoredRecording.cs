using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketLab.Core.Recordings;

/// <summary>What <c>recording.json</c> says of the files beside it.</summary>
internal sealed record StoredRecording
{
    public required string Id { get; init; }

    public required RecordingOptions Options { get; init; }

    public required string Name { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>Why it ended; null while it is to go on, also after a restart of the server.</summary>
    public RecordingEnd? End { get; init; }

    /// <summary>Why it ended, in a sentence; null where somebody ended it.</summary>
    public string? Message { get; init; }

    public IReadOnlyList<RecordedFile> Files { get; init; } = [];

    /// <summary>The number of the file that comes next.</summary>
    public int NextFile { get; init; } = 1;

    /// <summary>Messages that were missed, or that the disk did not take.</summary>
    public long Dropped { get; init; }

    /// <summary>Messages in files that made room for newer ones.</summary>
    public long Overwritten { get; init; }

    public RateBuckets Rate { get; init; } = RateBuckets.None;
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(StoredRecording))]
internal sealed partial class RecordingJson : JsonSerializerContext;
