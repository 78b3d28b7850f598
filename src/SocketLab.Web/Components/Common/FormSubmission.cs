using SocketLab.Core.Definitions;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Components.Common;

/// <summary>What a form asks for: it is done once, or refused with errors at its fields or one sentence below them.</summary>
/// <remarks>A second click may be on its way before the first has closed the form.</remarks>
public sealed class FormSubmission
{
    /// <summary>Whether it is under way or done, so that submitting the form again does nothing.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>What is wrong with the fields, by JSON path.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; private set; } = [];

    /// <summary>What is wrong where no field is at fault; null for nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Does what the form asks for, unless that is under way or done.</summary>
    /// <returns>Whether this call has done it.</returns>
    public async Task<bool> TryAsync(Func<Task> action)
    {
        if (IsTaken)
        {
            return false;
        }

        (IsTaken, Errors, Problem) = (true, [], null);
        try
        {
            await action();
            return true;
        }
        catch (Exception error) when (Refusal.From(error) is { } refusal)
        {
            var isOfFields = refusal.Code == Refusal.InvalidRequest;
            Errors = isOfFields ? refusal.Errors : [];
            Problem = isOfFields ? null : refusal.Text;
            IsTaken = false;
            return false;
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
