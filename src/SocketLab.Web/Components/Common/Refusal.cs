namespace SocketLab.Web.Components.Common;

/// <summary>What may be refused, and what a person is told then. Anything else is a fault of the program.</summary>
internal static class Refusal
{
    /// <summary>What happened, why, and what to do; null when it is no refusal.</summary>
    public static string? TextOf(Exception error) =>
        Commands.Refusal.From(error)?.Text ?? (error is FormatException ? error.Message : null);
}
