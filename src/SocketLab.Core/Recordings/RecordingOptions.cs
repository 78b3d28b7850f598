using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;

namespace SocketLab.Core.Recordings;

/// <summary>What is to be recorded, and how much of it is kept.</summary>
public sealed record RecordingOptions
{
    /// <summary>The least that one file may hold, in bytes.</summary>
    public const long MinFileBytes = 1 << 20;

    /// <summary>The most that one file may hold, in bytes.</summary>
    public const long MaxFileBytes = 16L << 30;

    /// <summary>Files that a recording may have at most.</summary>
    public const int MaxFiles = 1000;

    /// <summary>Characters of a name at most.</summary>
    public const int MaxName = 100;

    /// <summary>The endpoints' ids.</summary>
    public required IReadOnlyList<string> EndpointIds { get; init; }

    /// <summary>What people call it; empty for a name of what is recorded.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which messages are wanted; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>How what is recorded becomes packets.</summary>
    public CaptureForm Form { get; init; }

    /// <summary>Bytes of a file behind which the next one begins.</summary>
    public long FileBytes { get; init; } = 64L << 20;

    /// <summary>Files that are kept: when one more begins, the oldest is deleted.</summary>
    public int Files { get; init; } = 10;

    /// <summary>Whether it begins with what the journals keep, rather than with what comes.</summary>
    public bool IncludeKept { get; init; }

    /// <summary>Says what is wrong with it.</summary>
    public IReadOnlyList<DefinitionError> Validate()
    {
        var errors = new DefinitionErrors();
        errors.Require(EndpointIds.Count > 0, "$.endpointIds", "Name at least one endpoint to record.");
        errors.Require(Name.Length <= MaxName, "$.name", $"A name has {MaxName} characters at most.");
        errors.Require(!Name.Any(char.IsControl), "$.name", "A name has no control characters, such as line breaks or tabs.");
        errors.RequireRange(FileBytes, MinFileBytes, MaxFileBytes, "$.fileBytes");
        errors.RequireRange(Files, 1, MaxFiles, "$.files");
        if (Filter is not null && FilterSyntax.Read(Filter) is { Filter: null, Errors: var wrong })
        {
            errors.Add("$.filter", wrong.Count > 0 ? wrong[0].Message : "Write a condition, such as dir == in, or leave it out.");
        }

        return errors.List;
    }
}
