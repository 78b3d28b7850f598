using SocketLab.Core.Definitions;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Components.Common;

/// <summary>Why what a form asked for was not done: errors that stand at its fields, or one sentence that stands below them.</summary>
/// <param name="Errors">What is wrong with the fields, by JSON path.</param>
/// <param name="Problem">What is wrong where no field is at fault; null for nothing.</param>
public sealed record FormRefusal(IReadOnlyList<DefinitionError> Errors, string? Problem = null)
{
    /// <summary>Nothing is wrong.</summary>
    public static FormRefusal None { get; } = new([]);

    /// <summary>Whether what was asked for was done.</summary>
    public bool IsNone => ReferenceEquals(this, None);

    /// <summary>Runs what may be refused.</summary>
    /// <returns>The refusal; <see cref="None"/> when it was done.</returns>
    public static async Task<FormRefusal> OfAsync(Func<Task> action)
    {
        try
        {
            await action();
            return None;
        }
        catch (Exception error) when (Refusal.From(error) is { } refusal)
        {
            return refusal.Code == Refusal.InvalidRequest ? new(refusal.Errors) : new([], refusal.Text);
        }
    }

    /// <summary>What is wrong at a path, or below it; null for nothing.</summary>
    public string? At(string path) =>
        Errors
            .FirstOrDefault(error =>
                error.Path.StartsWith(path, StringComparison.Ordinal)
                && (error.Path.Length == path.Length || error.Path[path.Length] is '.' or '[')
            )
            ?.Message;
}
