using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <content>What was sent before, and what is kept.</content>
public sealed partial class SendPane
{
    private async Task ForgetAsync()
    {
        if (
            CanOperate
            && await ConfirmAsync(
                "Forget what was sent?",
                "The history of payloads will be empty, in every browser. What is saved stays.",
                "Forget"
            )
        )
        {
            await TryAsync(() => History.ClearAsync(CancellationToken.None));
        }
    }

    private async Task SaveAsAsync()
    {
        if (CanOperate)
        {
            var content = SavedPayload.From(State.Written, "", "");
            await PayloadDialog.ShowAsync(Dialogs, "Save the payload", content, named =>
                Library.CreateAsync(named, CancellationToken.None)
            );
        }
    }

    private async Task EditAsync(StoredPayload saved)
    {
        if (CanOperate)
        {
            await PayloadDialog.ShowAsync(Dialogs, $"Rename “{saved.Content.Name}”", saved.Content, named =>
                Library.UpdateAsync(
                    saved.Id,
                    now => now with { Name = named.Name, Folder = named.Folder, Description = named.Description },
                    CancellationToken.None
                )
            );
        }
    }

    private async Task DeleteAsync(StoredPayload saved)
    {
        if (CanOperate && await ConfirmAsync("Delete the payload?", $"“{saved.Content.Name}” will be gone, in every browser.", "Delete"))
        {
            await TryAsync(() => Library.DeleteAsync(saved.Id, CancellationToken.None));
        }
    }

    /// <summary>The browser posts the file to the API: one way of reading such files is enough.</summary>
    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        if (CanOperate && change.FileCount > 0)
        {
            var answer = await Uploads.PostAsync(SavedMenu.InputId, "api/payloads/import", "application/json");
            Notices.Add(
                answer.IsOk
                    ? $"{answer["imported"]} imported, {answer["renamed"]} of them under another name; {answer["skipped"]} were here "
                        + "already."
                    : $"Nothing was imported. {answer.Refusal}",
                answer.IsOk ? Severity.Normal : Severity.Error
            );
        }
    }

    private async Task<bool> ConfirmAsync(string title, string message, string verb) =>
        await Dialogs.ShowMessageBoxAsync(title, message, yesText: verb, cancelText: "Cancel") == true;
}
