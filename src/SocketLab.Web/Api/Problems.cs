using SocketLab.Contracts;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api;

/// <summary>Refusals, and statuses that were set without a body, as the contract's problems (RFC 9457).</summary>
internal static class Problems
{
    private const string NotValid = "The request is not valid.";

    /// <summary>A refusal as a problem.</summary>
    public static ApiProblem Of(Refusal refusal) =>
        new(refusal.Status, refusal.Code, refusal.Title)
        {
            Detail = refusal.Detail,
            Errors =
                refusal.Errors.Count == 0
                    ? null
                    : refusal
                        .Errors.GroupBy(error => error.Path, StringComparer.Ordinal)
                        .ToDictionary(group => group.Key, group => group.Select(error => error.Message).ToArray(), StringComparer.Ordinal),
            Position = refusal.Position,
            Offset = refusal.Offset,
            Column = refusal.InFilter?.Column,
            Length = refusal.InFilter?.Length,
            Limit = refusal.Limit,
            Value = refusal.Value,
        };

    /// <summary>A status that was set without a body, by routing or by the server.</summary>
    public static ApiProblem Of(int status) =>
        status switch
        {
            401 => new(status, "tokenRequired", "A token is required."),
            403 => new(status, "operatorRequired", "Only an operator may do this."),
            404 => new(status, "notFound", "There is nothing here."),
            405 => new(status, "methodNotAllowed", "This method is not for this address."),
            413 => new(status, "limitReached", "The body is too long."),
            415 => new(status, "unsupportedMediaType", "The body is of the wrong kind."),
            429 => new(status, "tooManyAttempts", "Too many attempts. Wait a minute."),
            >= 500 => Of(Refusal.Unforeseen with { Status = status }),
            _ => AtRoot(status, NotValid),
        };

    /// <summary>A request that the server could not even read.</summary>
    public static ApiProblem Of(BadHttpRequestException bad) => AtRoot(bad.StatusCode, bad.Message);

    private static ApiProblem AtRoot(int status, string message) =>
        new(status, "invalidRequest", message) { Errors = new Dictionary<string, string[]> { ["$"] = [message] } };
}
