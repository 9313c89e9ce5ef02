import { useEffect, useState } from 'react';

interface User {
  id: number;
  name: string;
}

const requestHeaders = new Headers();
requestHeaders.append('Accept', 'application/json');
requestHeaders.append('Access-Control-Allow-Origin', 'http://localhost:3000'); // planted: client-sends-acao

export function UserList() {
  const [users, setUsers] = useState<User[]>([]);

  useEffect(() => {
    const controller = new AbortController();
    fetch('https://api.example.com/users', { headers: requestHeaders, signal: controller.signal })
      .then((response) => response.json())
      .then(setUsers)
      .catch(() => setUsers([]));
    return () => controller.abort();
  }, []);

  return (
    <ul>
      {users.map((user) => (
        <li key={user.id}>{user.name}</li>
      ))}
    </ul>
  );
}
