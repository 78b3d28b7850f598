using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Common;

/// <summary>What pages ask and tell the person in front of them: questions, refusals, the clipboard.</summary>
public sealed class Prompts(IDialogService dialogs, NoticeList notices, IJSRuntime script)
{
    /// <summary>Runs what may be refused; a refusal is an answer, and shown as one.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(Func<Task> action)
    {
        var refusal = await RefusalOfAsync(action);
        if (refusal is not null)
        {
            Tell(refusal, Severity.Error);
        }

        return refusal is null;
    }

    /// <summary>Runs what may be refused, for who shows a refusal where it belongs.</summary>
    /// <returns>The refusal in words; null when it was done.</returns>
    public static async Task<string?> RefusalOfAsync(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (Exception error) when (TextOf(error) is { } text)
        {
            return text;
        }
    }

    /// <summary>What a person is told of a refusal; null when the exception is a fault of the program.</summary>
    /// <remarks>What was typed into a field is refused with a <see cref="FormatException"/> before any command is asked.</remarks>
    private static string? TextOf(Exception error) => error is FormatException ? error.Message : Refusal.From(error)?.Text;

    /// <summary>Asks once before something goes that cannot be brought back.</summary>
    public Task<bool> ConfirmAsync(string title, string message, string verb) =>
        ConfirmDialog.AskAsync(dialogs, VisibleText.Sentence(title), VisibleText.Sentence(message), verb);

    /// <summary>Says something in passing.</summary>
    public void Tell(string text, Severity severity = Severity.Normal) =>
        notices.Tell(VisibleText.Sentence(text), severity is Severity.Error or Severity.Warning);

    /// <summary>Puts the focus where the next act is, once that is on the screen and no dialog before it.</summary>
    public Task FocusAsync(string selector) => CallAsync("socketLab.focus", selector);

    /// <summary>Has the browser save what an address answers.</summary>
    /// <param name="address">The address, below the dashboard's own.</param>
    public Task DownloadAsync(string address) => CallAsync("socketLab.download", address);

    /// <summary>Has the browser save text as a file.</summary>
    public Task SaveAsync(string name, string text) => CallAsync("socketLab.save", name, text);

    /// <summary>Presses a key of the page, once no dialog is before it.</summary>
    public Task PressAsync(string key) => CallAsync("socketLab.press", key);

    /// <summary>Presses a button of the page by what it does (<c>data-palette</c>), once no dialog is before it.</summary>
    public Task PressButtonAsync(string name) => CallAsync("socketLab.pressButton", name);

    /// <summary>Puts text on the clipboard, and says whether that worked.</summary>
    public Task CopyAsync(string text) => CopyAsync(text, "Copied.", $"The browser did not allow copying: {text}");

    /// <summary>Puts text on the clipboard, and says whether that worked in words of its own.</summary>
    public async Task CopyAsync(string text, string copied, string refused)
    {
        try
        {
            var done = await script.InvokeAsync<bool>("socketLab.copy", text);
            Tell(done ? copied : refused, done ? Severity.Normal : Severity.Warning);
        }
        catch (Exception error) when (error.IsBrowserGone())
        {
            // Nobody is there to paste it.
        }
    }

    private async Task CallAsync(string function, params object?[] arguments)
    {
        try
        {
            await script.InvokeVoidAsync(function, arguments);
        }
        catch (Exception error) when (error.IsBrowserGone())
        {
            // Nobody is there to see what it does.
        }
    }
}
