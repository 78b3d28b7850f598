using Microsoft.Extensions.Options;
using SocketLab.Core.Definitions;
using SocketLab.Core.Recordings;

namespace SocketLab.Web.Settings;

/// <summary><c>SocketLab:Limits</c>: ceilings for what could grow without end. Raising one costs memory, descriptors or both.</summary>
internal sealed class LimitOptions
{
    /// <summary>The section.</summary>
    public const string Section = "SocketLab:Limits";

    /// <summary>Endpoints in the workspace.</summary>
    public int Endpoints { get; set; } = 200;

    /// <summary>Open connections of a listener that asks for no number of its own.</summary>
    public int ConnectionsPerListener { get; set; } = 1000;

    /// <summary>Ceiling in bytes for one endpoint's journal.</summary>
    public long JournalBytes { get; set; } = 256L << 20;

    /// <summary>Ceiling in bytes for all journals together.</summary>
    public long JournalBytesTotal { get; set; } = 1L << 30;

    /// <summary>Longest request body in bytes.</summary>
    public long RequestBodyBytes { get; set; } = 1L << 20;

    /// <summary>Longest body in bytes of a send that is written as JSON.</summary>
    public long SendJsonBytes { get; set; } = 24L << 20;

    /// <summary>Longest body in bytes of a send whose body is the payload. It is never held in memory.</summary>
    public long SendStreamBytes { get; set; } = 4L << 30;

    /// <summary>Send jobs that run or are paused at once.</summary>
    public int Jobs { get; set; } = 32;

    /// <summary>Messages a second that jobs send to public addresses, all together.</summary>
    public int PublicPerSecond { get; set; } = 100;

    /// <summary>Longest imported file in bytes. What is imported may have a lower ceiling of its own.</summary>
    public long ImportBytes { get; set; } = 4L << 30;

    /// <summary>What an endpoint's limit on replies by rule, a second, may be raised to.</summary>
    public int RepliesPerSecond { get; set; } = 100_000;

    /// <summary>What the expressions of all endpoints' reply rules may take together, in bytes as making them allocates.</summary>
    public long ReplyExpressionBytes { get; set; } = 512L << 20;

    /// <summary>Recordings that are kept, running or not.</summary>
    public int Recordings { get; set; } = 200;

    /// <summary>Bytes that the files of all recordings may have together. One that reaches it stops.</summary>
    public long RecordingBytes { get; set; } = 20L << 30;

    /// <summary>Bytes of the disk that stay free: a recording stops before less is left.</summary>
    public long RecordingFreeBytes { get; set; } = 512L << 20;

    /// <summary>How much room recordings may take.</summary>
    public RecordingLimits ToRecordingLimits() =>
        new()
        {
            Recordings = Recordings,
            RecordingBytes = RecordingBytes,
            RecordingFreeBytes = RecordingFreeBytes,
        };

    /// <summary>The part that Core watches over.</summary>
    public EndpointLimits ToEndpointLimits() =>
        new()
        {
            Endpoints = Endpoints,
            DefaultConnectionsPerListener = ConnectionsPerListener,
            JournalBytes = JournalBytes,
            JournalBytesTotal = JournalBytesTotal,
            Jobs = Jobs,
            PublicPerSecond = PublicPerSecond,
            RepliesPerSecond = RepliesPerSecond,
            ReplyExpressionBytes = ReplyExpressionBytes,
        };
}

/// <summary>Checks all limits together; the server does not start with a wrong one.</summary>
internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        var wrong = new List<string>();
        InRange(options.Endpoints, 1, 10_000, nameof(options.Endpoints));
        InRange(options.ConnectionsPerListener, 1, 1_000_000, nameof(options.ConnectionsPerListener));
        InRange(options.JournalBytes, DefinitionValidator.MinJournalBytes, 1L << 40, nameof(options.JournalBytes));
        InRange(options.JournalBytesTotal, DefinitionValidator.MinJournalBytes, 1L << 40, nameof(options.JournalBytesTotal));
        InRange(options.RequestBodyBytes, 1024, 1L << 30, nameof(options.RequestBodyBytes));
        InRange(options.SendJsonBytes, 1024, 1L << 30, nameof(options.SendJsonBytes));
        InRange(options.SendStreamBytes, 1024, 1L << 50, nameof(options.SendStreamBytes));
        InRange(options.Jobs, 1, 10_000, nameof(options.Jobs));
        InRange(options.PublicPerSecond, 1, 1_000_000, nameof(options.PublicPerSecond));
        InRange(options.RepliesPerSecond, 1, 1_000_000, nameof(options.RepliesPerSecond));
        InRange(options.ReplyExpressionBytes, 1 << 20, 1L << 40, nameof(options.ReplyExpressionBytes));
        InRange(options.ImportBytes, 1024, 1L << 50, nameof(options.ImportBytes));
        InRange(options.Recordings, 1, 10_000, nameof(options.Recordings));
        InRange(options.RecordingBytes, 1 << 20, 1L << 50, nameof(options.RecordingBytes));
        InRange(options.RecordingFreeBytes, 0, 1L << 50, nameof(options.RecordingFreeBytes));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void InRange(long value, long min, long max, string limit)
        {
            if (value < min || value > max)
            {
                wrong.Add($"{LimitOptions.Section}:{limit} is {value}; it must be from {min} to {max}.");
            }
        }
    }
}
