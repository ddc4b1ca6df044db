import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** What a keyboard needs and nothing else: edit, zoom, full screen, reload, quit. Shortcuts of the page are the page's own. */
export function setMenu(): void {
  const tools: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: 'toggleDevTools' }];
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...own,
      { label: 'Console', submenu: [{ role: 'reload' }, { type: 'separator' }, { role: 'quit' }] },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          ...tools,
        ],
      },
    ]),
  );
}
