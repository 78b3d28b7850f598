using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Contracts;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Sending;

/// <summary>Under which name and where a payload is kept.</summary>
public partial class PayloadDialog
{
    private const string NamePath = "$.name";
    private const string FolderPath = "$.folder";
    private const string DescriptionPath = "$.description";

    private string _name = "";
    private string _folder = "";
    private string _description = "";
    private readonly FormSubmission _submission = new();

    /// <summary>What the dialog is headed.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>What is kept so far.</summary>
    [Parameter, EditorRequired]
    public SavedPayload Content { get; set; } = default!;

    /// <summary>Keeps it; throws what the library throws.</summary>
    [Parameter, EditorRequired]
    public Func<SavedPayload, Task> Save { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>Opens it and returns once it is done.</summary>
    public static async Task ShowAsync(IDialogService dialogs, string title, SavedPayload content, Func<SavedPayload, Task> save)
    {
        var parameters = new DialogParameters<PayloadDialog>
        {
            { d => d.Title, title },
            { d => d.Content, content },
            { d => d.Save, save },
        };
        var dialog = await dialogs.ShowAsync<PayloadDialog>(null, parameters, DialogShape.Of(MaxWidth.ExtraSmall));
        await dialog.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => (_name, _folder, _description) = (Content.Name, Content.Folder, Content.Description);

    private async Task SaveAsync()
    {
        var content = Content with { Name = _name.Trim(), Folder = _folder.Trim().Trim('/'), Description = _description.Trim() };
        if (await _submission.TryAsync(() => Save(content)))
        {
            Dialog.Close();
        }
    }

    private string Invalid(string path) => _submission.At(path) is null ? "false" : "true";
}
