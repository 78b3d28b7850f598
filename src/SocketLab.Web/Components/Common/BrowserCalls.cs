using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SocketLab.Web.Components.Common;

/// <summary>Calls to a browser that may be gone, or may have removed what the call is about.</summary>
internal static class BrowserCalls
{
    /// <summary>Whether a call failed because nobody is there to answer it any more, which is no fault of the program.</summary>
    public static bool IsBrowserGone(this Exception error) =>
        error is JSDisconnectedException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Puts the focus on an element, if it is still there: somebody else may have removed what it belonged to.</summary>
    public static async ValueTask TryFocusAsync(this ElementReference element)
    {
        if (element.Context is null)
        {
            return;
        }

        try
        {
            await element.FocusAsync();
        }
        catch (Exception error) when (error.IsBrowserGone() || error is JSException)
        {
            // What had the focus before keeps it.
        }
    }
}
